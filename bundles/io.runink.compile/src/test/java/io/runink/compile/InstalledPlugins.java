package io.runink.compile;

import io.runink.api.contract.RuleClass;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.ConnectorDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Plug-ins as a distribution has them, all of the catalogue installed but those left out. */
final class InstalledPlugins implements Plugins {

    private static final List<String> ORDERED =
            List.of(
                    "int8",
                    "int16",
                    "int32",
                    "int64",
                    "float32",
                    "float64",
                    "decimal",
                    "date",
                    "time",
                    "timestamp");

    private static final List<Plugin> CATALOGUE =
            List.of(
                    new Plugin(
                            "io.runink.connector.file",
                            "0.1.0",
                            "00",
                            Path.of("connector.jar"),
                            List.of(connector("json"), connector("csv")),
                            List.of()),
                    checks(
                            "io.runink.contract.key",
                            check(
                                    "unique",
                                    RuleClass.KEYED_SET,
                                    List.of("Unique", "PrimaryKey"),
                                    List.of()),
                            check(
                                    "references",
                                    RuleClass.KEYED_SET,
                                    List.of("References"),
                                    List.of())),
                    checks(
                            "io.runink.contract.type",
                            check("type", RuleClass.RECORD, List.of(), List.of()),
                            check("required", RuleClass.RECORD, List.of("Required"), List.of())),
                    checks(
                            "io.runink.contract.value",
                            check(
                                    "range",
                                    RuleClass.RECORD,
                                    List.of("GreaterThan", "AtLeast", "LessThan", "AtMost"),
                                    ORDERED),
                            check("enum", RuleClass.RECORD, List.of("OneOf"), List.of()),
                            check(
                                    "pattern",
                                    RuleClass.RECORD,
                                    List.of("Pattern"),
                                    List.of("string"))),
                    Steps.ROWS,
                    Steps.KEYS);

    private final List<String> without;

    InstalledPlugins(String... without) {
        this.without = List.of(without);
    }

    private static ConnectorDescriptor connector(String scheme) {
        return new ConnectorDescriptor(
                scheme, List.of("source", "sink"), "io.runink.connector.file", List.of());
    }

    private static CheckDescriptor check(
            String kind, RuleClass category, List<String> annotations, List<String> types) {
        return new CheckDescriptor(
                kind,
                category,
                annotations.stream().map(it -> "io.runink.api." + it).toList(),
                types,
                "");
    }

    private static Plugin checks(String name, CheckDescriptor... checks) {
        List<CheckDescriptor> named =
                List.of(checks).stream()
                        .map(it ->
                                new CheckDescriptor(
                                        it.kind(),
                                        it.category(),
                                        it.annotations(),
                                        it.types(),
                                        name))
                        .toList();
        return new Plugin(name, "0.1.0", "00", Path.of(name + ".jar"), List.of(), named);
    }

    @Override
    public List<Plugin> installed() {
        return CATALOGUE.stream().filter(it -> !without.contains(it.name())).toList();
    }

    @Override
    public List<Plugin> catalogue() {
        return CATALOGUE;
    }

    @Override
    public Plugin install(String nameOrFile) {
        throw new UnsupportedOperationException(nameOrFile);
    }

    @Override
    public Plugin remove(String name) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public Map<String, String> configuration(String plugin) {
        return Map.of();
    }

    @Override
    public void configure(String plugin, String key, String value) {
        throw new UnsupportedOperationException(plugin);
    }
}
