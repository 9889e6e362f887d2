package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps that look at one row, and SQL, as a user writes them, behind the walls there are. */
final class StepsTest {

    private static final String CONTRACTS =
            """
            import io.runink.api.*;
            import java.math.BigDecimal;

            class Orders {
                @Contract(id = "order", version = "1.0.0", owner = "sales")
                @Sql(id = "few", value = "SELECT count(*) < 9 FROM rows")
                record Order(
                        @Required String id,
                        String book,
                        @Decimal(precision = 18, scale = 4) BigDecimal price,
                        Integer quantity,
                        String currency) {}

                @Contract(id = "total", version = "1.0.0", owner = "sales")
                record Total(
                        String book,
                        String currency,
                        @Decimal(precision = 38, scale = 4) BigDecimal total,
                        Integer orders) {}
            }
            """;

    private static final String ROWS =
            """
            {"id":"1","book":"a","price":"1.5","quantity":2,"currency":"EUR"}
            {"id":"2","book":"a","price":"2.25","quantity":4}
            {"id":"3","book":"b","price":"-1","quantity":1,"currency":"USD"}
            {"id":"4","book":"b","price":"99999999999999.9999","quantity":2147483647}
            {"id":"5","book":"b","price":"10","quantity":3}
            {"id":"6","price":"10"}
            """;

    @SuppressWarnings("InlineFormatString") // Read better as a whole, beside its contracts.
    private static final String SCENARIO =
            """
            Feature: Orders
            @contract("contracts/Orders.java")
            Scenario: Sum up orders
              @source("json://orders.json", contract="Order")
              @step("filter", "price > 0", name="priced")
              @step("derive", value="price * quantity", name="valued", contract="%s")
              @step("sql", "%s", name="summed", contract="Total")
              @sink("json://out/totals.json", contract="Total")
              @dlq("json://out/rejected.json")
              Given orders
              Then currency should default to "CHF" if missing
            """;

    @TempDir Path temporary;

    private Runi runi;

    @BeforeEach
    void prepare() throws IOException {
        runi = new Runi(Files.createDirectory(temporary.resolve("workspace")));
        write("contracts/Orders.java", CONTRACTS);
        write("orders.json", ROWS);
    }

    private void write(String file, String text) throws IOException {
        Path path = runi.folder().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Runi.Result run(String query) throws IOException {
        write("features/orders.dsl", SCENARIO.formatted("", query).replace(", contract=\"\"", ""));
        runi.run("compile", "--scenario", "features/orders.dsl", "--out", "orders.jar").exits(0);
        return runi.run(
                "run", "--dag", "orders.jar", "--isolation", FiveCommandsTest.level(), "--json");
    }

    @Test
    void everyRowIsSummedFilteredOrRejected() throws IOException {
        JsonNode report =
                run("SELECT book, currency, sum(value)::DECIMAL(38,4) AS total, count(*) AS orders"
                                + " FROM input GROUP BY ALL ORDER BY book, currency")
                        .exits(0)
                        .json();

        assertThat(report.at("/rows/read").asLong()).isEqualTo(6);
        assertThat(Files.readAllLines(runi.folder().resolve("out/totals.json")))
                .hasSize(4)
                .anyMatch(it -> it.contains("\"CHF\"") && it.contains("9.0000"))
                .anyMatch(it -> it.contains("\"EUR\"") && it.contains("3.0000"));
        for (JsonNode step : report.path("steps")) {
            assertThat(step.path("memoryPeakBytes").asLong())
                    .as("peak of %s", step.path("step").asText())
                    .isLessThanOrEqualTo(step.path("memoryLimitBytes").asLong());
        }
    }

    @Test
    void sqlThatIsWrongIsSaidAndReachesNothing() throws IOException {
        for (String query :
                List.of("SELECT nowhere FROM input", "SELECT * FROM read_text('/etc/hostname')")) {
            assertThat(run(query).codes()).as(query).contains("RNK-DUCKDB-002");
            assertThat(runi.folder().resolve("out/totals.json")).doesNotExist();
        }
    }
}
