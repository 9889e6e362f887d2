package io.runink.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that a user may meet is explained, and every explanation is of such a code. */
final class ErrorsTest {

    private static final String ERROR_CODE = "io.runink.api.error.ErrorCode";

    private static final Pattern SHAPE = Pattern.compile("RNK-[A-Z]+-\\d{3}");

    private static final Pattern HEADING =
            Pattern.compile("^## (RNK-[A-Z]+-\\d{3})\\b(.*)$", Pattern.MULTILINE);

    private static final int CODES_MIN = 60;

    /**
     * Codes that no test provokes, and why none can without breaking the machine it runs on. Each
     * is the answer to a failure from outside.
     */
    private static final Map<String, String> NOT_PROVOKED =
            new TreeMap<>(
                    Map.of(
                            "RNK-KERNEL-006",
                            "a framework that lacks a bundle, and 30 s of waiting for it",
                            "RNK-KERNEL-008",
                            "a server that ends while it starts: a damaged installation",
                            "RNK-KERNEL-009",
                            "a server that hangs, and 40 s of waiting for its end"));

    /**
     * A code.
     *
     * @param constant the enum's name and the constant's, as a test writes them
     */
    private record Code(String owner, String constant, String type, int exit) {}

    @Test
    void everyCodeIsExplainedAndEveryExplanationIsOfACode() throws Exception {
        Map<String, Code> codes = codes();
        Map<String, Explained> explained = explained();

        assertThat(codes.size()).isGreaterThanOrEqualTo(CODES_MIN);
        var unexplained = new TreeSet<>(codes.keySet());
        unexplained.removeAll(explained.keySet());
        var unknown = new TreeSet<>(explained.keySet());
        unknown.removeAll(codes.keySet());
        assertThat(unexplained).as("codes without a heading in docs/errors").isEmpty();
        assertThat(unknown).as("headings in docs/errors without a code").isEmpty();
    }

    @Test
    void everyExplanationHasATitle() throws IOException {
        assertThat(explained())
                .allSatisfy((code, explained) -> assertThat(explained.title()).isNotBlank());
    }

    @Test
    void theIndexIsOfTheCodesAndTheirTitles() throws Exception {
        Path file = House.checkout().resolve("docs/errors.md");
        String index = index(codes(), explained());
        if (Boolean.getBoolean("errors.update")) {
            Files.writeString(file, index);
        }
        assertThat(Files.readString(file))
                .as("write it anew with -Derrors.update=true")
                .isEqualTo(index);
    }

    @Test
    void everyCodeIsProvokedByATest() throws Exception {
        List<String> tests = tests();
        var silent = new TreeSet<String>();
        codes().forEach((code, it) -> {
            if (tests.stream().noneMatch(text -> names(text, code, it.constant()))) {
                silent.add(code);
            }
        });
        assertThat(silent)
                .as("codes that no test names")
                .containsExactlyElementsOf(NOT_PROVOKED.keySet());
    }

    /** Whether a test names a code: without its prefix, in two parts, or as the constant. */
    private static boolean names(String text, String code, String constant) {
        int number = code.lastIndexOf('-') + 1;
        return text.contains(code.substring("RNK-".length()))
                || text.contains(constant)
                || (text.contains('"' + code.substring(0, number) + '"')
                        && text.contains('"' + code.substring(number) + '"'));
    }

    /** What each file of the tests says and expects. */
    private static List<String> tests() throws IOException {
        Path checkout = House.checkout();
        List<String> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(checkout)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = checkout.relativize(file).toString();
                boolean test = name.contains("src/test/") && !name.contains("src/test/seeds/");
                if (test && !name.startsWith("distribution/house/")) {
                    tests.add(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return tests;
    }

    private static String index(Map<String, Code> codes, Map<String, Explained> explained) {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Every error, by its code

                        Made by the tests of `distribution/house`; do not edit. Who acts: *user*, who wrote the scenario, contract,
                        command or setting; *resources*, the operator; *external*, who runs the other system; *internal*, the makers
                        of Runink. What a command ends with: [cli.md](cli.md).

                        | code | what | who acts | exit |
                        |---|---|---|---|
                        """);
        codes.forEach((code, it) -> {
            Explained explanation = Objects.requireNonNull(explained.get(code), code);
            text.append("| [").append(code).append("](errors/").append(explanation.file());
            text.append('#').append(anchor(code + " " + explanation.title())).append(") | ");
            text.append(explanation.title().replace("|", "\\|")).append(" | ");
            text.append(it.type()).append(" | ").append(it.exit()).append(" |\n");
        });
        return text.toString();
    }

    /** What a heading is linked by: its letters, digits, dashes, and dashes for blanks. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** By its text: each code. Fails on a code of another shape or of two owners. */
    private static Map<String, Code> codes() throws Exception {
        Map<String, Code> codes = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (URLClassLoader loader = loader()) {
            for (JavaClass type : House.all()) {
                if (!type.isEnum() || !type.isAssignableTo(ERROR_CODE)) {
                    continue;
                }
                Class<?> loaded = Class.forName(type.getName(), true, loader);
                Class<?> shape = Class.forName(ERROR_CODE, true, loader);
                for (Object constant : loaded.getEnumConstants()) {
                    String text = (String) shape.getMethod("code").invoke(constant);
                    Object exit = shape.getMethod("exit").invoke(constant);
                    Code code =
                            new Code(
                                    type.getName(),
                                    type.getSimpleName() + "." + ((Enum<?>) constant).name(),
                                    shape.getMethod("type")
                                            .invoke(constant)
                                            .toString()
                                            .toLowerCase(Locale.ROOT),
                                    (int) exit.getClass().getMethod("code").invoke(exit));
                    Code earlier = codes.put(text, code);
                    String other = earlier == null ? null : earlier.owner();
                    if (other != null && !other.equals(type.getName())) {
                        wrong.add(text + " is of " + other + " and " + type.getName());
                    } else if (other != null || !SHAPE.matcher(text).matches()) {
                        wrong.add(text + " of " + type.getName());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        return codes;
    }

    private static URLClassLoader loader() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : House.jars().values()) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** An explanation: the file of {@code docs/errors} that holds it, and its title. */
    private record Explained(String file, String title) {}

    private static Map<String, Explained> explained() throws IOException {
        Map<String, Explained> explained = new TreeMap<>();
        try (Stream<Path> files = Files.list(House.checkout().resolve("docs/errors"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".md")).toList()) {
                Matcher matcher = HEADING.matcher(Files.readString(file));
                while (matcher.find()) {
                    String name = file.getFileName().toString();
                    Explained other =
                            explained.put(
                                    matcher.group(1),
                                    new Explained(name, matcher.group(2).strip()));
                    assertThat(other).as(matcher.group(1) + " is explained twice").isNull();
                }
            }
        }
        return explained;
    }
}
