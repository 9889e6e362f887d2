package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input: exit 3, a code, a place, a remedy, and nothing changed. */
final class BadInputTest {

    @TempDir Path temporary;

    private Runi runi;

    @BeforeEach
    void prepare() throws IOException {
        runi = Trade.workspace(Files.createDirectory(temporary.resolve("workspace")));
    }

    static Stream<Arguments> scenarios() {
        return Stream.of(
                Arguments.of(
                        "a syntax error", "@step(\"DecodeCDMEvents\")", "@step(\"Decode", true),
                Arguments.of("an unknown tag", "@step(\"DecodeCDMEvents\")", "@stpe(\"x\")", true),
                Arguments.of(
                        "an unknown step", "@step(\"DecodeCDMEvents\")", "@step(\"Decoed\")", true),
                Arguments.of("an unknown connector", "@sink(\"json:", "@sink(\"nats:", true),
                Arguments.of(
                        "an unknown contract",
                        "contract=\"RawTradeMessage\"",
                        "contract=\"RawTrade\"",
                        true),
                Arguments.of(
                        "an output that does not fit the next contract",
                        "contract=\"ValidatedTrade\"",
                        "contract=\"RawTradeMessage\"",
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void isRefusedAtItsPlace(String what, String text, String replacement, boolean placed)
            throws IOException {
        edit(Trade.SCENARIO, text, replacement);
        problems(Trade.compile(runi).exits(3), Trade.SCENARIO, placed);
        assertThat(runi.folder().resolve(Trade.DAG)).doesNotExist();
    }

    @Test
    void anEmptyScenarioIsRefused() throws IOException {
        Files.writeString(runi.folder().resolve(Trade.SCENARIO), "");
        problems(Trade.compile(runi).exits(3), Trade.SCENARIO, false);
    }

    @Test
    void aContractThatDoesNotCompileShowsTheCompilersMessageAtItsLine() throws IOException {
        edit(Trade.CONTRACT, "Instant timestamp", "Instnt timestamp");
        Runi.Result result = Trade.compile(runi).exits(3);
        problems(result, Trade.CONTRACT, true);
        assertThat(result.out()).contains("cannot find symbol");
    }

    @Test
    void twoBindingsForOneStepAreNamedBoth() throws IOException {
        String contract = Files.readString(runi.folder().resolve(Trade.CONTRACT));
        int step = contract.indexOf("@Step(");
        String method = contract.substring(step, contract.indexOf("{", step));
        edit(
                Trade.CONTRACT,
                "@Step(",
                method.replaceFirst("(\\w+)\\(([A-Z])", "again($2")
                        + "{ return null; }\n\n    @Step(");
        Runi.Result result = Trade.compile(runi).exits(3);
        problems(result, Trade.CONTRACT, true);
        assertThat(result.out()).contains("the first at");
    }

    @Test
    void aMissingFileIsNamed() {
        Runi.Result result =
                runi.run(
                        "compile",
                        "--scenario",
                        "features/none.dsl",
                        "--contract",
                        Trade.CONTRACT,
                        "--out",
                        Trade.DAG,
                        "--json");
        result.exits(3);
        assertThat(result.out()).contains("features/none.dsl");
        assertThat(result.codes()).allMatch(it -> it.matches("RNK-[A-Z]+-[0-9]{3}"));
    }

    @Test
    void junkIsNoDag() throws IOException {
        Files.writeString(runi.folder().resolve("junk.jar"), "this is no jar");
        Runi.Result result = runi.run("run", "--dag", "junk.jar", "--json").exits(3);
        problems(result, "junk.jar", false);
    }

    @Test
    void aMissingSourceIsRefusedBeforeTheRunOpens() throws IOException {
        Trade.compile(runi).exits(0);
        Files.deleteIfExists(runi.folder().resolve(Trade.GOLDEN));
        Runi.Result result = runi.run("run", "--dag", Trade.DAG, "--json").exits(3);
        assertThat(result.codes()).contains("RNK-CONTROL-003");
        assertThat(runi.run("runs", "list", "--json").exits(0).json().toString())
                .doesNotContain("failed");
    }

    private void edit(String file, String text, String replacement) throws IOException {
        Path path = runi.folder().resolve(file);
        String old = Files.readString(path);
        assertThat(old).contains(text);
        int at = old.indexOf(text);
        Files.writeString(
                path, old.substring(0, at) + replacement + old.substring(at + text.length()));
    }

    private void problems(Runi.Result result, String file, boolean placed) throws IOException {
        JsonNode problems = result.json().path("problems");
        assertThat(problems).isNotEmpty();
        for (JsonNode problem : problems) {
            assertThat(problem.path("code").asText()).matches("RNK-[A-Z]+-[0-9]{3}");
            assertThat(problem.path("file").asText()).endsWith(file);
            assertThat(problem.path("remedy").asText()).isNotBlank();
            if (placed) {
                assertThat(problem.path("line").asInt()).isPositive();
                assertThat(problem.path("column").asInt()).isPositive();
            }
        }
        assertThat(files()).doesNotContainKey(Trade.DAG);
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (var files = Files.walk(runi.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(runi.folder().relativize(file).toString(), Files.size(file));
            }
        }
        return sizes;
    }
}
