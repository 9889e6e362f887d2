package io.runink.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import io.runink.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineageTest {

    private static final String RUN = "20260101-000000-00001";

    @TempDir Path home;
    private Lineage lineage;

    @BeforeEach
    void open() {
        lineage =
                new Lineage(
                        home.resolve("lineage"),
                        "0.1.0",
                        InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, COMPLETE", "FAILED, FAIL", "CANCELLED, ABORT"})
    void aRunAndEachStepHaveOneBeginningAndOneEnd(RunStatus status, String end) throws Exception {
        List<JsonNode> events = run(status);

        assertThat(events).hasSize(16);
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.at("/run/runId").asText()));
        assertThat(ids).hasSize(8);
        for (String id : ids) {
            assertThat(
                            events.stream()
                                    .filter(it -> it.at("/run/runId").asText().equals(id))
                                    .map(it -> it.get("eventType").asText()))
                    .containsExactly("START", end);
        }
    }

    @Test
    void aStepNamesItsRunAsParentAndRoot() throws Exception {
        List<JsonNode> events = run(RunStatus.COMPLETED);
        String parent = events.getFirst().at("/run/runId").asText();

        for (JsonNode step : events.subList(1, 8)) {
            assertThat(step.at("/run/facets/parent/run/runId").asText()).isEqualTo(parent);
            assertThat(step.at("/run/facets/parent/root/run/runId").asText()).isEqualTo(parent);
            assertThat(step.at("/run/facets/parent/job/name").asText())
                    .isEqualTo("Weather readings");
            assertThat(step.at("/job/name").asText()).startsWith("Weather readings.");
        }
        assertThat(events.getFirst().at("/run/facets").has("parent")).isFalse();
    }

    @Test
    void theEndRepeatsEveryInputAndOutputWithItsCounts() throws Exception {
        JsonNode end = run(RunStatus.COMPLETED).getLast();

        assertThat(end.at("/inputs/0/namespace").asText()).isEqualTo("file");
        assertThat(end.at("/inputs/0/name").asText()).isEqualTo("/w/raw.csv");
        assertThat(end.at("/inputs/0/inputFacets/inputStatistics/rowCount").asLong()).isEqualTo(10);
        assertThat(end.at("/outputs/0/name").asText()).isEqualTo("/w/out/readings.json");
        JsonNode wrote = end.at("/outputs/0/outputFacets/outputStatistics");
        assertThat(wrote.get("rowCount").asLong()).isEqualTo(7);
        assertThat(wrote.get("size").asLong()).isEqualTo(321);
        assertThat(end.at("/outputs/1/name").asText()).isEqualTo("/w/out/bad.json");
        assertThat(end.at("/outputs/1/outputFacets/outputStatistics/rowCount").asLong())
                .isEqualTo(3);
        assertThat(end.get("schemaURL").asText()).endsWith("#/$defs/RunEvent");
    }

    @Test
    void rulesAreTestsOfTheRun() throws Exception {
        JsonNode tests = run(RunStatus.COMPLETED).getLast().at("/run/facets/test/tests");

        List<String> lines = new ArrayList<>();
        tests.forEach(it ->
                lines.add(
                        it.get("name").asText()
                                + " "
                                + it.get("status").asText()
                                + " "
                                + it.get("actual").asText()));
        assertThat(lines)
                .containsExactly(
                        "keeper.type pass 0",
                        "label.type pass 0",
                        "payload.type pass 0",
                        "row.syntax fail 1",
                        "station.type fail 2");
    }

    @Test
    void aMaskedColumnIsSaidToBeMasked() throws Exception {
        JsonNode mask =
                run(RunStatus.COMPLETED).stream()
                        .filter(it -> it.at("/job/name").asText().endsWith(".Mask"))
                        .findFirst()
                        .orElseThrow();
        JsonNode fields = mask.at("/outputs/0/facets/columnLineage/fields");

        assertThat(fields.at("/keeper/inputFields/0/transformations/0/masking").asBoolean())
                .isTrue();
        assertThat(fields.at("/keeper/transformationType").asText()).isEqualTo("MASKED");
        assertThat(fields.at("/station/inputFields/0/transformations/0/masking").asBoolean())
                .isFalse();
        assertThat(fields.at("/station/inputFields/0/transformations/0/subtype").asText())
                .isEqualTo("IDENTITY");
    }

    @Test
    void theStepsTogetherAreTheWholePipeline() throws Exception {
        List<JsonNode> ends = run(RunStatus.COMPLETED).subList(8, 15);
        Set<String> written = new HashSet<>();
        Set<String> read = new HashSet<>();
        for (JsonNode end : ends) {
            end.get("outputs").forEach(it -> written.add(it.get("name").asText()));
            end.get("inputs").forEach(it -> read.add(it.get("name").asText()));
        }

        read.removeAll(written);
        assertThat(read).containsExactly("/w/raw.csv");
        assertThat(written)
                .contains(
                        "/w/out/readings.json",
                        "/w/out/bad.json",
                        "Weather readings.Check.rejections");
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, COMPLETE, 7", "CANCELLED, ABORT, 0"})
    void aHeldRunClaimsNoOutputUntilItIsPublished(RunStatus status, String end, long rows)
            throws Exception {
        lineage.started(RUN, "farm", Samples.dag(), Samples.URIS);
        lineage.held(Samples.dag(), Samples.URIS, Samples.report(RunStatus.HELD));
        JsonNode held = lines().getLast();
        assertThat(held.get("eventType").asText()).isEqualTo("RUNNING");
        assertThat(held.at("/run/facets/test/tests").size()).isEqualTo(5);
        assertThat(held.at("/inputs/0/inputFacets/inputStatistics/rowCount").asLong())
                .isEqualTo(10);
        assertThat(held.at("/outputs/0/name").asText()).isEqualTo("/w/out/readings.json");
        assertThat(held.at("/outputs/0").has("outputFacets")).isFalse();

        lineage.ended(Samples.dag(), Samples.URIS, Samples.report(status));
        JsonNode last = lines().getLast();
        assertThat(last.get("eventType").asText()).isEqualTo(end);
        assertThat(last.at("/outputs/0/outputFacets/outputStatistics/rowCount").asLong())
                .isEqualTo(rows);
        assertThat(lines()).hasSize(17);
    }

    @Test
    void noMessageOfAProblemIsPassedOn() throws Exception {
        List<JsonNode> events = run(RunStatus.FAILED);

        assertThat(events.getLast().at("/run/facets/errorMessage/message").asText())
                .isEqualTo("RNK-SLICE-001 a.dsl:3:1");
        assertThat(Files.readString(file())).doesNotContain("SECRET-ROW-VALUE");
    }

    @Test
    void whatIsToldTwiceIsWrittenOnce() throws Exception {
        run(RunStatus.COMPLETED);
        byte[] once = Files.readAllBytes(file());

        run(RunStatus.COMPLETED);
        lineage.ended(Samples.dag(), Samples.URIS, Samples.report(RunStatus.FAILED));
        assertThat(Files.readAllBytes(file())).isEqualTo(once);
    }

    @Test
    void anEndWithoutABeginningGetsOne() throws Exception {
        lineage.ended(Samples.dag(), Samples.URIS, Samples.report(RunStatus.FAILED));

        assertThat(lines()).hasSize(16);
    }

    @Test
    void aHalfWrittenLineIsCut() throws Exception {
        lineage.started(RUN, "farm", Samples.dag(), Samples.URIS);
        Files.writeString(file(), "{\"eventType\":\"COMP", StandardOpenOption.APPEND);

        lineage.ended(Samples.dag(), Samples.URIS, Samples.report(RunStatus.COMPLETED));
        assertThat(lines()).hasSize(16);
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        Files.writeString(home.resolve("lineage"), "no folder");

        assertThatThrownBy(() -> lineage.started(RUN, "farm", Samples.dag(), Samples.URIS))
                .hasMessageStartingWith("RNK-LINEAGE-001");
    }

    @Test
    void aRunIdThatIsAPathIsRefused() {
        assertThatThrownBy(() -> lineage.started("../x", "farm", Samples.dag(), Samples.URIS))
                .hasMessageStartingWith("RNK-LINEAGE-002");
    }

    private List<JsonNode> run(RunStatus status) throws IOException {
        RunReport report = Samples.report(status);
        lineage.started(RUN, "farm", Samples.dag(), Samples.URIS);
        lineage.ended(Samples.dag(), Samples.URIS, report);
        return lines();
    }

    private Path file() {
        return home.resolve("lineage").resolve(RUN + ".jsonl");
    }

    private List<JsonNode> lines() throws IOException {
        return Files.readAllLines(file()).stream()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class))
                .toList();
    }
}
