package io.runink.cli;

import io.runink.api.contract.RuleClass;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.RuninkException;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.ConnectorDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One plug-in installed, one more on offer. */
final class FakePlugins implements Plugins {

    private static final Plugin FILE =
            new Plugin(
                    "io.runink.connector.file",
                    "1.0.0",
                    "cd".repeat(32),
                    Path.of("/file.jar"),
                    List.of(
                            new ConnectorDescriptor(
                                    "json",
                                    List.of("source", "sink"),
                                    "io.runink.connector.file",
                                    List.of())),
                    List.of());

    private static final Plugin KEY =
            new Plugin(
                    "io.runink.contract.key",
                    "1.0.0",
                    "ef".repeat(32),
                    Path.of("/key.jar"),
                    List.of(),
                    List.of(
                            new CheckDescriptor(
                                    "unique",
                                    RuleClass.KEYED_SET,
                                    List.of("io.runink.api.Unique"),
                                    List.of(),
                                    "io.runink.contract.key")));

    /** What install was asked for. */
    String asked = "";

    @Override
    public List<Plugin> installed() {
        return List.of(FILE);
    }

    @Override
    public List<Plugin> catalogue() {
        return List.of(FILE, KEY);
    }

    @Override
    public Plugin install(String nameOrFile) {
        asked = nameOrFile;
        return KEY;
    }

    @Override
    public Plugin remove(String name) {
        if (!name.equals(FILE.name())) {
            throw new RuninkException(Samples.problem(ExitStatus.BAD_INPUT));
        }
        return FILE;
    }

    @Override
    public Map<String, String> configuration(String plugin) {
        return Map.of();
    }

    @Override
    public void configure(String plugin, String key, String value) {}
}
