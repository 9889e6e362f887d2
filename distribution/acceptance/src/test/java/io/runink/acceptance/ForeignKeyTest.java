package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A key of another contract's rows: the step that compiling inserts, behind the walls there are.
 */
final class ForeignKeyTest {

    private static final String CONTRACTS =
            """
            import io.runink.api.*;

            class Orders {
                @Contract(id = "customer", version = "1.0.0", owner = "sales")
                record Customer(@PrimaryKey String id, String name) {}

                @Contract(id = "order", version = "1.0.0", owner = "sales")
                record Order(@Required String id, @References(Customer.class) String customer) {}
            }
            """;

    private static final String SCENARIO =
            """
            Feature: Orders
            @contract("contracts/Orders.java")
            Scenario: Keep orders of known customers
              @source("json://customers.json", name="customers", contract="Customer")
              @source("json://orders.json", name="orders", contract="Order", references="customers")
              @sink("json://out/orders.json", from="orders")
              @dlq("json://out/rejected.json")
              Given orders
            """;

    @TempDir Path temporary;

    @Test
    void rowsWhoseKeyNobodyHasAreRejectedByThatRule() throws IOException {
        Runi runi = new Runi(Files.createDirectory(temporary.resolve("workspace")));
        Path folder = runi.folder();
        Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(folder.resolve("contracts/Orders.java"), CONTRACTS);
        Files.writeString(folder.resolve("orders.dsl"), SCENARIO);
        Files.writeString(
                folder.resolve("customers.json"),
                "{\"id\":\"c1\",\"name\":\"A\"}\n{\"id\":\"c2\",\"name\":\"B\"}\n");
        Files.writeString(
                folder.resolve("orders.json"),
                """
                {"id":"1","customer":"c1"}
                {"id":"2","customer":"c9"}
                {"id":"3","customer":"c2"}
                {"id":"4"}
                """);

        Runi.Result result =
                runi.run(
                        "run",
                        "--scenario",
                        "orders.dsl",
                        "--isolation",
                        FiveCommandsTest.level(),
                        "--json");

        result.exits(0);
        JsonNode report = result.json();
        assertThat(report.path("dlq").path("byRule").toString())
                .isEqualTo("{\"customer.references\":1}");
        assertThat(Files.readAllLines(folder.resolve("out/orders.json")))
                .hasSize(3)
                .noneMatch(it -> it.contains("c9"));
        assertThat(List.of(Files.readString(folder.resolve("out/rejected.json")).split("\n")))
                .singleElement()
                .asString()
                .contains("\"customer.references\"", "c9");
    }
}
