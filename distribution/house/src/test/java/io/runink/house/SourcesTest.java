package io.runink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.LineNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Sizes, and words that have no place in main code. */
final class SourcesTest {

    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 60;
    private static final int COLUMNS_MAX = 100;
    private static final int SOURCES_MIN = 200;

    /** Words of the bundled example: main code that knew them would serve it alone. */
    private static final Pattern EXAMPLE =
            Pattern.compile("(?i)\\bcdm\\b|fdc3|\\btrade|\\btrades?_");

    @Test
    void filesAreShort() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> sources = House.sources();
        for (Path source : sources) {
            int lines = Files.readAllLines(source).size();
            if (lines > FILE_LINES_MAX) {
                found.add(House.checkout().relativize(source) + ": " + lines + " lines");
            }
        }
        assertThat(sources).hasSizeGreaterThan(SOURCES_MIN);
        assertThat(found).isEmpty();
    }

    @Test
    void linesAreShort() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : House.sources()) {
            int number = 0;
            for (String line : Files.readAllLines(source)) {
                number++;
                boolean imported = line.startsWith("import ");
                if (line.codePointCount(0, line.length()) > COLUMNS_MAX && !imported) {
                    found.add(House.checkout().relativize(source) + ":" + number);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void mainCodeDoesNotKnowTheExample() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : House.sources()) {
            int number = 0;
            for (String line : Files.readAllLines(source)) {
                number++;
                if (EXAMPLE.matcher(line).find()) {
                    found.add(
                            House.checkout().relativize(source)
                                    + ":"
                                    + number
                                    + " "
                                    + line.strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void methodsAreShort() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : House.jars().values()) {
            try (JarFile jar = new JarFile(file.toFile())) {
                for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                    JarEntry entry = all.nextElement();
                    if (entry.getName().startsWith("io/runink/")
                            && entry.getName().endsWith(".class")) {
                        measure(jar.getInputStream(entry).readAllBytes(), found);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** A method's length is what its line numbers span, with its first and last line. */
    private static void measure(byte[] bytes, List<String> found) {
        var model = ClassFile.of().parse(bytes);
        for (MethodModel method : model.methods()) {
            String name = method.methodName().stringValue();
            CodeModel code = method.code().orElse(null);
            // Initialisers of fields span the whole class.
            if (code == null || name.startsWith("<")) {
                continue;
            }
            int first = Integer.MAX_VALUE;
            int last = 0;
            for (var element : code) {
                if (element instanceof LineNumber line) {
                    first = Math.min(first, line.line());
                    last = Math.max(last, line.line());
                }
            }
            int lines = last - first + 2;
            if (last > 0 && lines > METHOD_LINES_MAX) {
                found.add(
                        model.thisClass().asInternalName() + "." + name + ": " + lines + " lines");
            }
        }
    }
}
