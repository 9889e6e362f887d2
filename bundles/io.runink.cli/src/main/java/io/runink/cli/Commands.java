package io.runink.cli;

import io.runink.api.error.ExitStatus;
import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, and how each of their ends is said. */
final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** What a terminal shows without breaking lines, as far as one can know. */
    private static final int WIDTH = 100;

    /** In the order in which somebody new meets them. */
    private static final Map<String, Function<Session, Object>> ALL = new LinkedHashMap<>();

    /** Those that the program's start serves itself, before a kernel is asked. */
    private static final Set<String> ELSEWHERE = Set.of("server", "shell", "help");

    /** Those that no user needs: a build asks them. */
    private static final Set<String> HIDDEN = Set.of("reference");

    static {
        ALL.put("demo", DemoCommand::new);
        ALL.put("herd", HerdCommand::new);
        ALL.put("compile", CompileCommand::new);
        ALL.put("synth", SynthCommand::new);
        ALL.put("audit", AuditCommand::new);
        ALL.put("fmt", FmtCommand::new);
        ALL.put("lint", LintCommand::new);
        ALL.put("test", TestCommand::new);
        ALL.put("run", session -> new RunCommand(session, false));
        ALL.put("runs", RunsCommand::new);
        ALL.put("slices", SlicesCommand::new);
        ALL.put("explain", ExplainCommand::new);
        ALL.put("contract", ContractCommand::new);
        ALL.put("plugin", PluginCommand::new);
        ALL.put("doctor", DoctorCommand::new);
        ALL.put("reference", ReferenceCommand::new);
    }

    private final Session session;
    private final Console console;

    Commands(Session session) {
        this.session = session;
        this.console = session.console();
    }

    /** Whether the arguments ask for JSON: known before they are parsed, so that errors obey. */
    static boolean json(List<String> arguments) {
        int end = arguments.indexOf("--");
        return (end < 0 ? arguments : arguments.subList(0, end)).contains("--json");
    }

    /** Executes a command; answers the exit status. */
    int execute(List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        if (!words.isEmpty() && words.getFirst().equals("help")) {
            words.removeFirst();
            words.add("--help");
        }
        CommandLine root = line(new RootCommand());
        root.getCommandSpec().version("runi " + session.kernel().version());
        // Building a command reads its class; one that is named needs no other.
        String first = words.isEmpty() ? "" : words.getFirst();
        ALL.forEach((name, command) -> {
            if (!ALL.containsKey(first) || name.equals(first)) {
                root.addSubcommand(name, command.apply(session));
            }
        });
        return execute(root, words);
    }

    /** Executes one command that the caller holds, to ask it afterwards. */
    int execute(Object command, List<String> arguments) {
        return execute(line(command), arguments);
    }

    private int execute(CommandLine line, List<String> arguments) {
        line.setOut(console.out());
        line.setErr(console.err());
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        line.setUsageHelpWidth(WIDTH);
        // Arguments mean what they say: '@file' is a name, not a file of more arguments.
        line.setExpandAtFiles(false);
        line.setParameterExceptionHandler((wrong, words) -> refuse(List.of(usage(wrong))));
        line.setExecutionExceptionHandler((failure, it, parsed) -> failed(failure));
        try {
            return line.execute(arguments.toArray(String[]::new));
        } finally {
            console.flush();
        }
    }

    private static CommandLine line(Object command) {
        return new CommandLine(command);
    }

    /** Says what a failure means; answers the exit status. */
    int failed(Throwable failure) {
        if (failure instanceof RuninkException coded) {
            return refuse(coded.problems());
        }
        LOG.error("a command failed for a reason nobody thought of", failure);
        return refuse(
                List.of(
                        CliError.INTERNAL.problem(
                                "'"
                                        + failure.getClass().getSimpleName()
                                        + "' in a command, expected none: a defect of Runink",
                                "report it with the log in '"
                                        + session.kernel().home()
                                        + "', which holds the details")));
    }

    private int refuse(List<Problem> problems) {
        console.refuse(problems);
        ExitStatus exit = new RuninkException(problems).exit();
        return exit.code();
    }

    private Problem usage(ParameterException wrong) {
        CommandLine at = wrong.getCommandLine();
        String command = at.getCommandSpec().qualifiedName();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !at.getSubcommands().isEmpty()
                && !unmatched.getUnmatched().getFirst().startsWith("-")) {
            return unknown(at, command, unmatched.getUnmatched().getFirst());
        }
        String said = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
        return CliError.WRONG_USAGE.problem(command + ": " + said, "see '" + command + " --help'");
    }

    private static Problem unknown(CommandLine at, String command, String typed) {
        boolean top = at.getParent() == null;
        Set<String> names = new TreeSet<>(top ? ALL.keySet() : at.getSubcommands().keySet());
        if (top) {
            names.addAll(ELSEWHERE);
            names.removeAll(HIDDEN);
        }
        Optional<String> near = Nearest.to(typed, names);
        return CliError.UNKNOWN_COMMAND.problem(
                "command '"
                        + command
                        + " "
                        + typed
                        + "' is unknown, expected one of "
                        + String.join(", ", names),
                near.map(it -> "did you mean '" + command + " " + it + "'?")
                        .orElse("see '" + command + " --help'"));
    }
}
