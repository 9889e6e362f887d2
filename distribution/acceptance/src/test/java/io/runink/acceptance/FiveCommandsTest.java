package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five commands, in order, in an empty folder; then a second, unrelated pipeline. */
final class FiveCommandsTest {

    @TempDir Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("workspace"));
    }

    @Test
    void tradesGoFromRawMessagesToTaggedOnesAndADeadLetterQueue() throws Exception {
        Runi runi = Trade.workspace(folder);
        JsonNode compiled = Trade.compile(runi).exits(0).json();
        assertThat(compiled.path("dag").asText()).startsWith("sha256:");
        JsonNode synth = Trade.synth(runi, "--rows", "2000", "--invalid", "5").exits(0).json();
        assertThat(synth.path("rows").asLong()).isEqualTo(2000);
        assertThat(synth.path("invalid").asLong()).isEqualTo(100);
        JsonNode audit = Trade.audit(runi).exits(0).json();
        assertThat(audit.path("findings")).isEmpty();

        JsonNode run =
                runi.run("run", "--dag", Trade.DAG, "--isolation", level(), "--json")
                        .exits(0)
                        .json();
        conserved(run, 2000, synth);
        assertThat(run.path("isolation").asText()).isEqualTo(level());
        assertThat(run.path("steps")).hasSizeGreaterThanOrEqualTo(6);
        assertThat(distinct(run, "pid")).hasSizeGreaterThanOrEqualTo(3);
        for (JsonNode step : run.path("steps")) {
            if (step.path("memoryPeakBytes").asLong() != 0) {
                assertThat(step.path("memoryPeakBytes").asLong())
                        .isLessThan(step.path("memoryLimitBytes").asLong());
            }
        }
        Path output = Path.of(java.net.URI.create(run.at("/outputs/0/uri").asText()));
        assertThat(sha256(output)).isEqualTo(run.at("/outputs/0/sha256").asText());
        List<String> trades = Files.readAllLines(output);
        assertThat(trades).hasSize(1900);
        ObjectMapper mapper = new ObjectMapper();
        for (String line : trades) {
            JsonNode trade = mapper.readTree(line);
            assertThat(trade.toString())
                    .contains("fdc3.instrumentView:" + trade.path("trade_id").asText());
            assertThat(trade.path("ssn").asText("***")).isEqualTo("***");
        }
        Path rejected = Path.of(java.net.URI.create(run.at("/dlq/uri").asText()));
        assertThat(Files.readAllLines(rejected)).hasSize(100);
        assertThat(Files.readString(rejected)).doesNotContainPattern("[0-9]{3}-[0-9]{2}-[0-9]{4}");
        everyRejectionCarriesItsLabel(rejected);

        JsonNode runs = runi.run("runs", "list", "--json").exits(0).json();
        assertThat(runs.toString()).contains(run.path("run").asText()).contains("completed");
    }

    @Test
    void weakerLevelsRunTheSameAndAreOnlyTakenWhereTheHerdAcceptsThem() throws Exception {
        Runi runi = Trade.workspace(folder);
        Trade.compile(runi).exits(0);
        Trade.synth(runi, "--rows", "100", "--invalid", "10").exits(0);
        Runi.Result refused =
                runi.run("run", "--dag", Trade.DAG, "--isolation", "process", "--json").exits(4);
        assertThat(refused.codes()).containsExactly("RNK-PLAN-003");
        Path herd = folder.resolve("herd/my-data-herd.herd");
        Files.writeString(
                herd,
                Files.readString(herd)
                        .replaceFirst("isolation = \"[a-z]+\"", "isolation = \"none\""));
        runi.run("herd", "apply", "herd/my-data-herd.herd").exits(0);
        for (String level : List.of("none", "process")) {
            JsonNode run =
                    runi.run("run", "--dag", Trade.DAG, "--isolation", level, "--json")
                            .exits(0)
                            .json();
            assertThat(run.path("isolation").asText()).isEqualTo(level);
            assertThat(run.at("/rows/written").asLong()).isEqualTo(90);
        }
    }

    private void everyRejectionCarriesItsLabel(Path rejected) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Map<Long, String> labels = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(Trade.GOLDEN + ".labels.jsonl"))) {
            JsonNode label = mapper.readTree(line);
            labels.put(label.path("line").asLong(), label.path("rule").asText());
        }
        Map<Long, String> found = new TreeMap<>();
        for (String line : Files.readAllLines(rejected)) {
            JsonNode rejection = mapper.readTree(line);
            assertThat(rejection.path("violations")).hasSize(1);
            found.put(rejection.path("line").asLong(), rejection.at("/violations/0/rule").asText());
        }
        assertThat(found).isEqualTo(labels);
    }

    @Test
    void weatherStationsFromCsvUseTheSameCommands() throws Exception {
        Runi runi = new Runi(folder);
        runi.run("herd", "init", "observatory", "--example", "weather").exits(0);
        Path feature = only(folder.resolve("features"));
        Path contract = only(folder.resolve("contracts"));
        String scenario = "features/" + feature.getFileName();
        String contracts = "contracts/" + contract.getFileName();
        runi.run("compile", "--scenario", scenario, "--contract", contracts, "--out", "w.jar")
                .exits(0);
        String golden = sourceOf(feature);
        JsonNode synth =
                runi.run(
                                "synth",
                                "--scenario",
                                scenario,
                                "--contract",
                                contracts,
                                "--golden",
                                golden,
                                "--rows",
                                "3000",
                                "--invalid",
                                "10",
                                "--json")
                        .exits(0)
                        .json();
        runi.run("audit", "--scenario", scenario, "--contract", contracts, "--golden", golden)
                .exits(0);
        JsonNode run =
                runi.run("run", "--dag", "w.jar", "--isolation", level(), "--json").exits(0).json();
        conserved(run, 3000, synth);
        Path output = Path.of(java.net.URI.create(run.at("/outputs/0/uri").asText()));
        assertThat(Files.readAllLines(output).size() - 1)
                .isEqualTo(run.at("/rows/written").asInt());
    }

    @Test
    void aGoldenIsNotUpdatedWhereNobodyLooks() throws Exception {
        Runi runi = new Runi(folder).with("CI", "true");
        runi.run("herd", "init", "observatory", "--example", "weather").exits(0);
        String feature = only(folder.resolve("features")).toString();
        String contract = only(folder.resolve("contracts")).toString();
        Runi.Result result =
                runi.run(
                        "test",
                        "--scenario",
                        feature,
                        "--contract",
                        contract,
                        "--update",
                        "--json");
        assertThat(result.exits(4).codes()).containsExactly("RNK-GOLDEN-005");
    }

    @Test
    void aHomeThatDoesNotKnowTheHerdRunsNothing() throws Exception {
        Runi runi = new Runi(folder);
        runi.run("herd", "init", "observatory", "--example", "weather").exits(0);
        Path feature = only(folder.resolve("features"));
        Path contract = only(folder.resolve("contracts"));
        runi.run(
                        "compile",
                        "--scenario",
                        feature.toString(),
                        "--contract",
                        contract.toString(),
                        "--out",
                        "w.jar")
                .exits(0);
        Path golden = Path.of(sourceOf(feature));
        Files.createDirectories(folder.resolve(golden).getParent());
        Files.createFile(folder.resolve(golden));
        Runi elsewhere = runi.with("RUNINK_HOME", folder.resolve("elsewhere").toString());
        Runi.Result result = elsewhere.run("run", "--dag", "w.jar", "--json").exits(3);
        assertThat(result.codes()).containsExactly("RNK-CONTROL-001");
    }

    /** read = written + quarantined + filtered, and the rejections are those that synth made. */
    private static void conserved(JsonNode run, long rows, JsonNode synth) {
        assertThat(run.path("status").asText()).isEqualTo("completed");
        assertThat(run.at("/rows/read").asLong()).isEqualTo(rows);
        assertThat(run.at("/rows/quarantined").asLong()).isEqualTo(synth.path("invalid").asLong());
        assertThat(
                        run.at("/rows/written").asLong()
                                + run.at("/rows/quarantined").asLong()
                                + run.at("/rows/filtered").asLong())
                .isEqualTo(rows);
        assertThat(run.at("/dlq/byRule")).isEqualTo(synth.path("byRule"));
    }

    static String level() {
        return Runi.root() ? "full" : "sandbox";
    }

    private static List<String> distinct(JsonNode run, String key) {
        return run.path("steps").findValuesAsText(key).stream().distinct().toList();
    }

    private static Path only(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static String sourceOf(Path feature) throws IOException {
        String text = Files.readString(feature);
        int start = text.indexOf("@source(\"") + "@source(\"".length();
        String uri = text.substring(start, text.indexOf('"', start));
        return uri.substring(uri.indexOf("://") + 3);
    }

    static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    }

    @Test
    void theSameInputsGiveTheSameBytesInAnotherFolderAndTimeZone() throws Exception {
        Runi here = Trade.workspace(folder);
        Path other = Files.createDirectory(temporary.resolve("other folder"));
        Runi there = Trade.workspace(other).with("TZ", "Pacific/Chatham").with("LC_ALL", "C");
        Trade.compile(here).exits(0);
        Trade.compile(there).exits(0);
        assertThat(other.resolve(Trade.DAG)).hasSameBinaryContentAs(folder.resolve(Trade.DAG));
        Trade.synth(here, "--rows", "500", "--seed", "7").exits(0);
        Trade.synth(there, "--rows", "500", "--seed", "7").exits(0);
        assertThat(other.resolve(Trade.GOLDEN))
                .hasSameBinaryContentAs(folder.resolve(Trade.GOLDEN));
        Trade.synth(there, "--rows", "500", "--seed", "8").exits(0);
        assertThat(Files.mismatch(other.resolve(Trade.GOLDEN), folder.resolve(Trade.GOLDEN)))
                .isNotEqualTo(-1);
    }
}
