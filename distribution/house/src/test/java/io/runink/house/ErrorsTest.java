package io.runink.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    @Test
    void everyCodeIsExplainedAndEveryExplanationIsOfACode() throws Exception {
        Map<String, String> codes = codes();
        Map<String, String> explained = explained();

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
        assertThat(explained()).allSatisfy((code, title) -> assertThat(title).isNotBlank());
    }

    /** By code: the enum that owns it. Fails on a code of another shape or of two owners. */
    private static Map<String, String> codes() throws Exception {
        Map<String, String> codes = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (URLClassLoader loader = loader()) {
            for (JavaClass type : House.all()) {
                if (!type.isEnum() || !type.isAssignableTo(ERROR_CODE)) {
                    continue;
                }
                Class<?> loaded = Class.forName(type.getName(), true, loader);
                var code = Class.forName(ERROR_CODE, true, loader).getMethod("code");
                for (Object constant : loaded.getEnumConstants()) {
                    String text = (String) code.invoke(constant);
                    String other = codes.put(text, type.getName());
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

    private static Map<String, String> explained() throws IOException {
        Map<String, String> explained = new TreeMap<>();
        try (Stream<Path> files = Files.list(House.checkout().resolve("docs/errors"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".md")).toList()) {
                Matcher matcher = HEADING.matcher(Files.readString(file));
                while (matcher.find()) {
                    String other = explained.put(matcher.group(1), matcher.group(2).strip());
                    assertThat(other).as(matcher.group(1) + " is explained twice").isNull();
                }
            }
        }
        return explained;
    }
}
