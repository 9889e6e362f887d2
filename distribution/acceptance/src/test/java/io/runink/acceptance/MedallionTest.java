package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three layers, as the example's README prints them. */
final class MedallionTest {

    @TempDir Path root;

    @Test
    void runsAsPrinted() throws IOException {
        Path folder = Files.createDirectory(root.resolve("shop"));
        Runi runi = new Runi(folder);
        runi.run("herd", "init", "shop", "--example", "medallion").exits(0);
        List<String> commands =
                Files.readAllLines(folder.resolve("README.md")).stream()
                        .filter(line -> line.startsWith("runi "))
                        .toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(4);
        for (String command : commands) {
            runi.run(command.substring("runi ".length()).strip().split(" +")).exits(0);
        }

        Path lake = folder.resolve("lake");
        assertThat(Files.readString(lake.resolve("silver/support.json")))
                .contains("ada@example.com", "emmy.noether@example.com");
        assertThat(Files.readString(lake.resolve("silver/analyst.json")))
                .contains("\"country\":\"DE\"")
                .doesNotContain("ada@example", "emmy.noether@example");
        assertThat(Files.readString(lake.resolve("silver/watch.json")))
                .contains("O-0005", "O-0010", "\"risk\":\"high\"")
                .doesNotContain("O-0001", "\"risk\":\"low\"", "dorothea@example");
        assertThat(Files.readAllLines(lake.resolve("gold/daily_sales.csv")))
                .contains("DE,2026-03-02T00:00:00Z,2026-03-03T00:00:00Z,1019.40,2");
    }
}
