package io.runink.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DagCompiler;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExamplesTest {

    @TempDir Path folder;

    @Test
    void theTradeExampleCompiles() throws IOException {
        Workspace workspace = Workspace.ofExample("trade-cdm", folder);
        DagCompiler.Compiled compiled =
                workspace
                        .compile("features/trade_cdm.dsl", "contracts/TradeCdmMulti.java")
                        .orThrow();
        Dag dag = compiled.dag();
        golden("trade-cdm", dag);
        assertThat(dag.herd()).isEqualTo("my-data-herd");
        assertThat(dag.node("DecodeCDMEvents")).isInstanceOf(Node.Step.class);
        assertThat(dag.edges())
                .contains(
                        new Edge(
                                "DecodeCDMEvents",
                                "ValidateLifecycle",
                                Edge.Kind.LEXICAL,
                                "TradeEvent"));
        Path jar = folder.resolve("dag.jar");
        Files.write(jar, compiled.jar());
        DagArchive archive = new DagBundleReader("dag.jar").open(jar).orThrow();
        assertThat(archive.dag()).isEqualTo(dag);
        assertThat(archive.digest()).isEqualTo(compiled.digest());
    }

    @Test
    void theWeatherExampleCompiles() throws IOException {
        Workspace workspace = Workspace.ofExample("weather", folder);
        DagCompiler.Compiled compiled = workspace.compile("features/stations.dsl").orThrow();
        golden("weather", compiled.dag());
        assertThat(compiled.dag().nodes(Node.Step.class).map(Node::name))
                .containsExactly("CheckReading", "ToMetric");
    }

    private static void golden(String example, Dag dag) throws IOException {
        Path expected = Path.of("src/test/resources/examples", example + ".dag.json");
        String actual = Json.pretty(dag) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }
}
