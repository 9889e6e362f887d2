package io.runink.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What a jar of this project looks like from outside. */
final class JarShapeTest {

    @Test
    void bundleModuleAndFileHaveOneName() throws IOException {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Path> it : House.jars().entrySet()) {
            String name = it.getKey();
            String bundle = header(it.getValue(), "Bundle-SymbolicName").split(";", 2)[0];
            String module =
                    ModuleFinder.of(it.getValue()).findAll().stream()
                            .map(found2 -> found2.descriptor().name())
                            .findFirst()
                            .orElse("none");
            if (!bundle.equals(name) || !module.equals(name)) {
                found.add(name + ": bundle " + bundle + ", module " + module);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void packagesBeginWithTheirBundlesName() throws IOException {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Path> it : House.jars().entrySet()) {
            String folder = it.getKey().replace('.', '/') + "/";
            try (JarFile jar = new JarFile(it.getValue().toFile())) {
                jar.stream()
                        .map(entry -> entry.getName())
                        .filter(entry -> entry.startsWith("io/runink/"))
                        .filter(entry -> entry.endsWith(".class"))
                        .filter(entry -> !entry.startsWith(folder))
                        .forEach(entry -> found.add(it.getKey() + " holds " + entry));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void roomsExportNothing() throws IOException {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Path> it : House.jars().entrySet()) {
            String exported = header(it.getValue(), "Export-Package");
            if (!exported.isEmpty() && !House.SHARED.contains(it.getKey())) {
                found.add(it.getKey() + " exports " + exported);
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void whatIsExportedHasAVersionOfItsOwn() throws IOException {
        for (String name : List.of("io.runink.api", "io.runink.spi")) {
            String exported = header(House.jar(name), "Export-Package");
            // A clause of each package carries one version attribute.
            assertThat(exported.split("io\\.runink\\.[a-z.]+;").length - 1)
                    .as(exported)
                    .isPositive();
            assertThat(exported).contains("version=\"1.");
        }
    }

    private static String header(Path file, String name) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes headers = jar.getManifest().getMainAttributes();
            String value = headers.getValue(name);
            return value == null ? "" : value;
        }
    }
}
