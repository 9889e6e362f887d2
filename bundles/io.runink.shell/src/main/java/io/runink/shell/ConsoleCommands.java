package io.runink.shell;

import io.runink.api.barn.Barn;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.Runs;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The console's commands. Gogo finds a command's method by its name, and hands every name that is
 * no Java name to {@code _main}.
 */
@Component(
        service = ConsoleCommands.class,
        property = {
            "osgi.command.scope=runink",
            "osgi.command.function=runs",
            "osgi.command.function=plugins",
            "osgi.command.function=herds",
            "osgi.command.function=plugin-install",
            "osgi.command.function=plugin-remove",
            "osgi.command.function=config-list",
            "osgi.command.function=config-set",
            "osgi.command.function=help"
        })
public final class ConsoleCommands {

    /** Longer than the Barn takes to come up, shorter than a person takes to doubt. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String HELP =
            """
            runs                              runs, newest first
            herds                             herds, their isolation and quotas
            plugins                           plug-ins, installed and available
            plugin-install NAME|FILE          installs one from the catalogue or a file
            plugin-remove NAME                removes one; running slices keep theirs
            config-list [PLUGIN]              settings, with bounds and meaning
            config-set PLUGIN KEY VALUE       changes one; the next run uses it
            help [COMMAND]                    this, or a command's text
            exit                              leaves the console

            Of the framework: lb (bundles), scr:list, scr:info NAME; all of it: felix:help\
            """;

    private final ServiceSlot<Barn> barn = new ServiceSlot<>(PATIENCE);
    private final ServiceSlot<Runs> runs = new ServiceSlot<>(PATIENCE);
    private final ConsoleTexts texts;

    @Activate
    public ConsoleCommands(@Reference Plugins plugins) {
        texts = new ConsoleTexts(plugins, barn, runs);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindBarn(Barn service) {
        barn.put(service);
    }

    void unbindBarn(Barn service) {
        barn.take(service);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindRuns(Runs service) {
        runs.put(service);
    }

    void unbindRuns(Runs service) {
        runs.take(service);
    }

    @Descriptor("lists runs, newest first")
    public String runs() {
        return texts.runs();
    }

    @Descriptor("lists herds, their isolation and quotas")
    public String herds() {
        return texts.herds();
    }

    @Descriptor("lists plug-ins, installed and available")
    public String plugins() {
        return texts.plugins();
    }

    @Descriptor("lists Runink's commands")
    public String help() {
        return HELP;
    }

    @Descriptor("shows the text of a Runink command")
    public String help(@Descriptor("name of a command") String command) {
        String name = command.startsWith("runink:") ? command.substring(7) : command;
        return HELP.lines()
                .filter(it -> it.startsWith(name + " "))
                .findFirst()
                .orElse("no command of Runink; try: felix:help " + command);
    }

    /**
     * Executes the commands whose names are no Java names.
     *
     * @param words the command's name, then its arguments
     */
    public String _main(String[] words) {
        List<String> arguments = Arrays.asList(words).subList(1, words.length);
        return switch (words[0] + "/" + arguments.size()) {
            case "plugin-install/1" -> texts.install(arguments.getFirst());
            case "plugin-remove/1" -> texts.remove(arguments.getFirst());
            case "config-list/0", "config-list/1" -> texts.settings(arguments);
            case "config-set/3" -> texts.set(arguments.get(0), arguments.get(1), arguments.get(2));
            default -> "usage: " + help(words[0]);
        };
    }
}
