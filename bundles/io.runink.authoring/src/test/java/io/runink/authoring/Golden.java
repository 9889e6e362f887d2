package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Inputs with the output expected of them, side by side: {@code x.dsl} and {@code x.dsl.txt}. Run
 * with {@code -Dgolden.update=true} to write what comes out, then read the difference.
 */
final class Golden {

    private static final Path ROOT = Path.of("src/test/resources/golden");
    private static final Pattern CODE = Pattern.compile("RNK-[A-Z]+-[0-9]{3}");

    private Golden() {}

    static Stream<DynamicTest> tests(String folder, Function<Path, String> actual)
            throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            inputs =
                    files.filter(it ->
                                    !it.toString().endsWith(".txt")
                                            && !it.endsWith(".gitattributes"))
                            .sorted()
                            .toList();
        }
        assertThat(inputs).isNotEmpty();
        return inputs.stream()
                .map(input ->
                        DynamicTest.dynamicTest(
                                Objects.toString(input.getFileName()),
                                () -> compare(input, actual.apply(input))));
    }

    private static void compare(Path input, String actual) throws IOException {
        Path expected = Path.of(input + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    /** A value's text with its warnings, or the problems, a line each. */
    static <T> String text(Outcome<T> outcome, Function<T, String> value) {
        return switch (outcome) {
            case Outcome.Done<T> done -> value.apply(done.value()) + lines(done.warnings());
            case Outcome.Refused<T> refused -> lines(refused.problems());
        };
    }

    private static String lines(List<Problem> problems) {
        return problems.stream().map(it -> it.text() + "\n").collect(Collectors.joining());
    }

    /** The codes that the expected outputs of a folder hold. */
    static SortedSet<String> codes(String folder) throws IOException {
        SortedSet<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".txt")).toList()) {
                CODE.matcher(Files.readString(file)).results().forEach(it -> codes.add(it.group()));
            }
        }
        return codes;
    }
}
