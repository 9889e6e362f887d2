package io.runink.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What is judged: the jars of the built distribution, and the checkout they were built from. */
final class House {

    private static final String OWN = "io.runink.";

    /** Bundles that others may be written in terms of. */
    static final List<String> SHARED =
            List.of(
                    "io.runink.api",
                    "io.runink.spi",
                    "io.runink.arrow",
                    "io.runink.json",
                    "io.runink.posix",
                    "io.runink.cel",
                    "io.runink.spill",
                    "io.runink.duckdb");

    private static final Map<String, Path> JARS = find();

    private static final Map<String, JavaClasses> CLASSES = read();

    private House() {}

    /** This project's jars by the name of their bundle. */
    static Map<String, Path> jars() {
        return JARS;
    }

    static Path jar(String bundle) {
        return Objects.requireNonNull(JARS.get(bundle), bundle);
    }

    /** The classes of a bundle, those of libraries packed into it left out. */
    static JavaClasses classes(String bundle) {
        return Objects.requireNonNull(CLASSES.get(bundle), bundle);
    }

    /** The classes of all bundles together. */
    static JavaClasses all() {
        return importer().importJars(open(JARS.values().stream().toList()));
    }

    static Path checkout() {
        return Path.of(setting("runink.checkout"));
    }

    static Path distribution() {
        return Path.of(setting("runink.distribution"));
    }

    /** The Java sources of all rooms, tests left out. */
    static List<Path> sources() {
        Path checkout = checkout();
        try (Stream<Path> files = Files.walk(checkout)) {
            return files.filter(it -> it.toString().endsWith(".java"))
                    .filter(it -> checkout.relativize(it).toString().contains("src/main/java/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String setting(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    private static Map<String, Path> find() {
        Map<String, Path> jars = new TreeMap<>();
        try (Stream<Path> files = Files.walk(distribution().resolve("lib"))) {
            files.forEach(file -> {
                String name = file.getFileName().toString();
                if (name.startsWith(OWN) && name.endsWith(".jar")) {
                    jars.put(name.substring(0, name.length() - ".jar".length()), file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jars;
    }

    private static Map<String, JavaClasses> read() {
        Map<String, JavaClasses> classes = new TreeMap<>();
        JARS.forEach((name, jar) -> classes.put(name, importer().importJars(open(List.of(jar)))));
        return classes;
    }

    private static ClassFileImporter importer() {
        return new ClassFileImporter()
                .withImportOption(it -> it.contains("/io/runink/") && !it.contains("module-info"));
    }

    private static List<JarFile> open(List<Path> jars) {
        return jars.stream()
                .map(it -> {
                    try {
                        return new JarFile(it.toFile());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
