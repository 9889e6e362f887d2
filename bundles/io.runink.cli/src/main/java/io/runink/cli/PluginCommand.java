package io.runink.cli;

import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, installs and removes plug-ins. */
@Command(
        name = "plugin",
        description = "List, install or remove plug-ins, while pipelines run.",
        synopsisSubcommandLabel = "(list | install | remove)",
        footerHeading = "%nExample:%n",
        footer = "  runi plugin list")
final class PluginCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private final Session session;

    PluginCommand(Session session) {
        this.session = session;
    }

    private Plugins plugins() {
        return session.services().need(Plugins.class);
    }

    @Command(
            name = "list",
            description = "List what is installed, and what the distribution has besides.",
            footerHeading = "%nExample:%n",
            footer = "  runi plugin list")
    int list(@Mixin Habits habits) {
        Plugins plugins = plugins();
        List<Plugin> installed = plugins.installed();
        List<String> names = installed.stream().map(Plugin::name).toList();
        List<Plugin> offered =
                plugins.catalogue().stream().filter(it -> !names.contains(it.name())).toList();
        List<Map<String, @Nullable Object>> documents = new ArrayList<>();
        installed.forEach(plugin -> documents.add(Documents.plugin(plugin, true)));
        offered.forEach(plugin -> documents.add(Documents.plugin(plugin, false)));
        Console console = session.console();
        console.answer(
                Map.of("plugins", documents),
                () -> {
                    if (documents.isEmpty()) {
                        console.line("No plug-in is installed, and the distribution has none.");
                        return;
                    }
                    Table table = new Table("PLUG-IN", "VERSION", "STATE", "PROVIDES");
                    installed.forEach(it -> row(table, it, "installed"));
                    offered.forEach(it -> row(table, it, "available"));
                    table.print(console.out(), "");
                });
        return 0;
    }

    private static void row(Table table, Plugin plugin, String state) {
        table.row(plugin.name(), plugin.version(), state, provides(plugin));
    }

    private static String provides(Plugin plugin) {
        List<String> all = new ArrayList<>();
        plugin.connectors()
                .forEach(it ->
                        all.add(it.scheme() + ":// (" + String.join(", ", it.directions()) + ")"));
        if (!plugin.checks().isEmpty()) {
            all.add(
                    plugin.checks().stream()
                            .map(it -> it.kind())
                            .collect(Collectors.joining(", ", "checks ", "")));
        }
        return String.join(", ", all);
    }

    @Command(
            name = "install",
            description = "Install a plug-in; new runs use it at once.",
            footerHeading = "%nExamples:%n",
            footer = {"  runi plugin install file", "  runi plugin install ./my-connector.jar"})
    int install(
            @Mixin Habits habits,
            @Parameters(
                            paramLabel = "NAME|FILE",
                            description = "A plug-in of the distribution, or a jar.")
                    String plugin) {
        boolean file = plugin.contains("/") || plugin.endsWith(".jar");
        Plugin installed =
                plugins().install(file ? session.folders().file(plugin).toString() : plugin);
        answer(installed, true, "Installed ");
        return 0;
    }

    @Command(
            name = "remove",
            description = "Remove a plug-in; slices that run keep theirs.",
            footerHeading = "%nExample:%n",
            footer = "  runi plugin remove io.runink.connector.file")
    int remove(
            @Mixin Habits habits,
            @Parameters(paramLabel = "NAME", description = "The plug-in's name.") String plugin) {
        answer(plugins().remove(plugin), false, "Removed ");
        return 0;
    }

    private void answer(Plugin plugin, boolean installed, String done) {
        Console console = session.console();
        console.answer(
                Map.of("plugin", Documents.plugin(plugin, installed)),
                () ->
                        console.line(
                                done
                                        + plugin.name()
                                        + " "
                                        + plugin.version()
                                        + ": "
                                        + provides(plugin)
                                        + "."));
    }
}
