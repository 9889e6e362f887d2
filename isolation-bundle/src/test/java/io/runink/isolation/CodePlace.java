package io.runink.isolation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where classes were loaded from. */
final class CodePlace {

    /** One of each place that these tests, and what runs them, need. */
    private static final List<String> NEEDED =
            List.of(
                    "io.runink.isolation.AllowedCall",
                    "io.runink.isolation.CodePlace",
                    "io.runink.posix.Posix",
                    "io.runink.spi.isolation.LaunchSpec",
                    "io.runink.api.plan.Resources",
                    "org.slf4j.Logger",
                    "org.jspecify.annotations.Nullable",
                    "org.assertj.core.api.Assertions",
                    "org.opentest4j.AssertionFailedError",
                    "org.junit.jupiter.api.Test",
                    "org.junit.jupiter.params.ParameterizedTest",
                    "org.junit.jupiter.engine.JupiterTestEngine",
                    "org.junit.platform.commons.JUnitException",
                    "org.junit.platform.engine.TestEngine",
                    "org.junit.platform.launcher.Launcher");

    private CodePlace() {}

    static Path of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A class path to run these tests with in another process. */
    static String ofTests() {
        return joined(places());
    }

    /** Likewise, of copies, for a user who may not see where they are from. */
    static String ofTests(Path folder) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Path place : places()) {
            Path copy = folder.resolve("code-" + copies.size());
            copy(place, copy);
            copies.add(copy);
        }
        return joined(copies);
    }

    private static Set<Path> places() {
        Set<Path> places = new LinkedHashSet<>();
        for (String name : NEEDED) {
            try {
                places.add(of(Class.forName(name)));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return places;
    }

    private static String joined(Iterable<Path> places) {
        List<String> names = new ArrayList<>();
        places.forEach(it -> names.add(it.toString()));
        return String.join(File.pathSeparator, names);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
