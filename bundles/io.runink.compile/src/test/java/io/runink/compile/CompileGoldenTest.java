package io.runink.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.DagCompiler;
import io.runink.api.dag.RunPolicy;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Scenarios with what is expected of them, side by side: {@code x.dsl} and {@code x.dsl.txt}. Run
 * with {@code -Dgolden.update=true} to write what comes out, then read the difference.
 */
final class CompileGoldenTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Pattern CODE = Pattern.compile("RNK-COMPILE-[0-9]{3}");

    /**
     * Those that no scenario in a file shows; {@link ScenarioCompilerTest}, {@link
     * ScenarioOrderTest} and {@link ForeignKeysTest} do.
     */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "RNK-COMPILE-001",
                    "RNK-COMPILE-002",
                    "RNK-COMPILE-003",
                    "RNK-COMPILE-025",
                    "RNK-COMPILE-026",
                    "RNK-COMPILE-044",
                    "RNK-COMPILE-047");

    @TestFactory
    Stream<DynamicTest> scenariosCompileAsExpected() throws IOException {
        return files(".dsl").stream()
                .map(file -> DynamicTest.dynamicTest(file, () -> compare(file)));
    }

    @Test
    void everyCodeIsShown() throws IOException {
        Set<String> shown = new TreeSet<>(ELSEWHERE);
        for (String file : files(".txt")) {
            CODE.matcher(Files.readString(FOLDER.resolve(file)))
                    .results()
                    .forEach(it -> shown.add(it.group()));
        }
        assertThat(shown)
                .containsAll(Arrays.stream(CompileError.values()).map(CompileError::code).toList());
    }

    private static List<String> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(it -> Objects.toString(it.getFileName()))
                    .filter(it -> it.endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static void compare(String scenario) throws IOException {
        Path expected = FOLDER.resolve(scenario + ".txt");
        String actual =
                switch (new Workspace(FOLDER).compile(scenario)) {
                    case Outcome.Done<DagCompiler.Compiled> done ->
                            text(done.value()) + lines(done.warnings());
                    case Outcome.Refused<DagCompiler.Compiled> refused -> lines(refused.problems());
                };
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    private static String text(DagCompiler.Compiled compiled) {
        StringBuilder text = new StringBuilder();
        text.append("herd '").append(compiled.dag().herd()).append("' ");
        text.append(Json.text(compiled.dag().labels())).append('\n');
        compiled.dag().nodes().forEach(it -> text.append(Json.text(it)).append('\n'));
        compiled.dag()
                .edges()
                .forEach(it ->
                        text.append(it.from() + " -> " + it.to() + " " + it.kind())
                                .append(" " + it.contract())
                                .append(it.when().isEmpty() ? "" : " when " + it.when())
                                .append('\n'));
        if (!compiled.dag().policy().equals(RunPolicy.NONE)) {
            text.append(Json.text(compiled.dag().policy())).append('\n');
        }
        compiled.dag()
                .requirements()
                .forEach(it ->
                        text.append("needs " + it.namespace() + " " + it.name())
                                .append(" " + it.direction() + "\n"));
        compiled.dag().contracts().forEach(it -> text.append(contract(it)));
        compiled.dag().sources().keySet().forEach(it -> text.append("from " + it + "\n"));
        compiled.explanations().forEach(it -> text.append(it).append('\n'));
        return text.toString();
    }

    /** A declared contract by its name, an inferred one with its columns and their marks. */
    private static String contract(Contract contract) {
        StringBuilder text = new StringBuilder("holds " + contract.name());
        if (contract.javaClass().isEmpty()) {
            for (Field field : contract.fields()) {
                text.append(", ").append(field.name()).append(' ').append(field.type());
                text.append(field.pii() ? " pii" : "");
                text.append(field.masking() == null ? "" : " " + field.masking());
                text.append(field.reveal().isEmpty() ? "" : " for " + field.reveal());
            }
        }
        return text.append('\n').toString();
    }

    private static String lines(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        problems.forEach(it -> text.append(it.text()).append('\n'));
        return text.toString();
    }
}
