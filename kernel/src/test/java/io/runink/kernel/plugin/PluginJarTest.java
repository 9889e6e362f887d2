package io.runink.kernel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.RuleClass;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.ConfigKey;
import io.runink.api.plugin.ConnectorDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PluginJarTest {

    @TempDir Path folder;

    private Path jar(Map<String, String> headers) throws IOException {
        return PluginJars.make(folder.resolve("p.jar"), headers);
    }

    @Test
    void tellsWhatItProvides() throws IOException {
        Path file =
                jar(
                        Map.of(
                                "Bundle-SymbolicName", "acme.p;singleton:=true",
                                "Bundle-Version", "1.2.0",
                                "Provide-Capability",
                                        PluginJars.TAP
                                                + ";configuration:List<String>=\"rows=5:1:9:rows\","
                                                + "runink.check;kind=isin;category=keyed_set;"
                                                + "annotations:List<String>=\"acme.Isin\";"
                                                + "types:List<String>=\"string\""));

        PluginJar jar = PluginJar.read(file);

        assertThat(jar.name()).isEqualTo("acme.p");
        assertThat(jar.version()).isEqualTo("1.2.0");
        assertThat(jar.sha256()).isEqualTo(PluginJar.digest(file)).hasSize(64);
        assertThat(jar.descriptors().connectors())
                .containsExactly(
                        new ConnectorDescriptor(
                                "tap",
                                List.of("source", "sink"),
                                "acme.p",
                                List.of(new ConfigKey("rows", 5, 1, 9, "rows"))));
        assertThat(jar.descriptors().checks())
                .containsExactly(
                        new CheckDescriptor(
                                "isin",
                                RuleClass.KEYED_SET,
                                List.of("acme.Isin"),
                                List.of("string"),
                                "acme.p"));
    }

    @Test
    void isRefusedWhenDamaged() throws IOException {
        Path whole = PluginJars.tap(folder.resolve("whole.jar"), "acme.p", "1.0.0");
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.jar"), Arrays.copyOf(bytes, bytes.length / 2));
        Path junk = Files.writeString(folder.resolve("junk.jar"), "no jar at all");

        for (Path file : List.of(cut, junk, folder.resolve("absent.jar"))) {
            assertThatThrownBy(() -> PluginJar.read(file))
                    .hasMessageStartingWith("RNK-PLUGIN-002: plug-in '" + file + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../up", "a/b", ".hidden", " "})
    void isRefusedWithoutAProperName(String name) throws IOException {
        Path file = jar(Map.of("Bundle-SymbolicName", name));

        assertThatThrownBy(() -> PluginJar.read(file)).hasMessageStartingWith("RNK-PLUGIN-003: ");
    }

    @Test
    void isRefusedWhenItProvidesNothing() throws IOException {
        Path file = jar(Map.of("Bundle-SymbolicName", "acme.p"));

        assertThatThrownBy(() -> PluginJar.read(file)).hasMessageStartingWith("RNK-PLUGIN-004: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runink.connector;scheme=x",
                "runink.connector;directions=source",
                "runink.connector;scheme=x;directions=upward",
                "runink.connector;scheme=x;directions=sink;configuration=rows",
                "runink.check;kind=x;category=sometimes",
                "runink.check;category=record",
                "runink.check;kind="
            })
    void isRefusedWhenACapabilityIsWrong(String capability) throws IOException {
        Path file = jar(Map.of("Bundle-SymbolicName", "acme.p", "Provide-Capability", capability));

        assertThatThrownBy(() -> PluginJar.read(file)).hasMessageStartingWith("RNK-PLUGIN-005: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bundle-Activator", "Service-Component", "Fragment-Host"})
    void isRefusedWhenItsCodeWouldRunInTheKernel(String header) throws IOException {
        Path file =
                jar(
                        Map.of(
                                "Bundle-SymbolicName",
                                "acme.p",
                                "Provide-Capability",
                                PluginJars.TAP,
                                header,
                                "acme.Thing"));

        assertThatThrownBy(() -> PluginJar.read(file)).hasMessageStartingWith("RNK-PLUGIN-006: ");
    }
}
