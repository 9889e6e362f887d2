package io.runink.shell;

import io.runink.api.barn.Barn;
import io.runink.api.herd.Herd;
import io.runink.api.plugin.ConfigKey;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.RunRecord;
import io.runink.api.run.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the console's commands answer. */
final class ConsoleTexts {

    private static final String NO_BARN = "the Barn is not up; try again, or see the log";

    private static final int MIB = 1024 * 1024;

    private final Plugins plugins;
    private final ServiceSlot<Barn> barn;
    private final ServiceSlot<Runs> runs;

    ConsoleTexts(Plugins plugins, ServiceSlot<Barn> barn, ServiceSlot<Runs> runs) {
        this.plugins = plugins;
        this.barn = barn;
        this.runs = runs;
    }

    String runs() {
        return runs.await().map(it -> table(it.list())).orElse(NO_BARN);
    }

    private static String table(List<RunRecord> records) {
        TextTable table = new TextTable("RUN", "HERD", "SCENARIO", "STATUS", "STARTED");
        for (RunRecord it : records) {
            table.row(
                    it.run(),
                    it.herd(),
                    it.scenario(),
                    it.status().text(),
                    it.started().toString());
        }
        return table.text("no runs yet");
    }

    String herds() {
        return barn.await().map(it -> table(it.image().herds())).orElse(NO_BARN);
    }

    private static String table(Map<String, Herd> herds) {
        TextTable table = new TextTable("HERD", "ISOLATION", "SLICES", "CPU", "MEMORY");
        for (Herd it : herds.values()) {
            table.row(
                    it.name(),
                    it.isolation().text(),
                    Integer.toString(it.quota().slices()),
                    it.quota().cpuMillis() + "m",
                    it.quota().memoryBytes() / MIB + " MiB");
        }
        return table.text("no herds yet; 'runi herd init NAME' makes one");
    }

    String plugins() {
        List<Plugin> installed = plugins.installed();
        TextTable table = new TextTable("PLUG-IN", "VERSION", "STATE", "PROVIDES");
        for (Plugin it : installed) {
            table.row(it.name(), it.version(), "installed", provides(it));
        }
        for (Plugin it : plugins.catalogue()) {
            if (installed.stream().noneMatch(other -> other.name().equals(it.name()))) {
                table.row(it.name(), it.version(), "available", provides(it));
            }
        }
        return table.text("no plug-ins, and none in the catalogue");
    }

    private static String provides(Plugin plugin) {
        List<String> provided = new ArrayList<>();
        plugin.connectors()
                .forEach(it ->
                        provided.add(
                                it.scheme() + " (" + String.join(", ", it.directions()) + ")"));
        plugin.checks().forEach(it -> provided.add("check " + it.kind()));
        return String.join(", ", provided);
    }

    String install(String nameOrFile) {
        Plugin plugin = plugins.install(nameOrFile);
        return "installed " + plugin.name() + " " + plugin.version() + ": " + provides(plugin);
    }

    String remove(String name) {
        return "removed " + plugins.remove(name).name();
    }

    /** The settings of one plug-in, or of all that have any. */
    String settings(List<String> names) {
        TextTable table = new TextTable("PLUG-IN", "KEY", "VALUE", "BOUNDS", "MEANING");
        for (Plugin plugin : plugins.installed()) {
            boolean asked =
                    names.isEmpty()
                            || names.stream()
                                    .anyMatch(it ->
                                            plugin.name().equals(it)
                                                    || plugin.name().endsWith("." + it));
            Map<String, ConfigKey> keys = keys(plugin);
            if (asked && !keys.isEmpty()) {
                Map<String, String> values = plugins.configuration(plugin.name());
                for (ConfigKey key : keys.values()) {
                    table.row(
                            plugin.name(),
                            key.name(),
                            values.getOrDefault(key.name(), Long.toString(key.standard())),
                            key.min() + ".." + key.max(),
                            key.description());
                }
            }
        }
        return table.text(
                names.isEmpty()
                        ? "no installed plug-in has settings"
                        : "no installed plug-in '" + String.join(" ", names) + "' has settings");
    }

    private static Map<String, ConfigKey> keys(Plugin plugin) {
        return plugin.connectors().stream()
                .flatMap(it -> it.configuration().stream())
                .collect(
                        Collectors.toMap(
                                ConfigKey::name,
                                it -> it,
                                (one, other) -> one,
                                java.util.TreeMap::new));
    }

    String set(String plugin, String key, String value) {
        plugins.configure(plugin, key, value);
        return plugin
                + ": "
                + key
                + " = "
                + plugins.configuration(plugin).get(key)
                + "; the next run uses it";
    }
}
