package io.runink.kernel;

import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The process behind {@code runi}: hands a command to the home's running kernel, or boots one for
 * it.
 */
public final class RuniMain {

    /** Given by {@code server start} to the process it spawns: leave the terminal's session. */
    static final String DETACHED = "--detached";

    /** A run may take long, and the command behind it waits rather than fails. */
    private static final long WAIT_SECONDS_STANDARD = 600;

    private static final int BUFFER_BYTES = 64 * 1024;

    private static final String SHELL_HELP =
            """
            Usage: runi shell [-c COMMAND]

            Opens the OSGi (Gogo) console of the running server, or of a kernel started for
            this session. 'help' lists its commands, those of Runink begin with 'runink:';
            'exit' leaves it. Commands are also read from a pipe.

              -c COMMAND   executes this and ends; may be given several times
              -h, --help   this text

            Examples:
              runi shell
              runi shell -c runink:plugins
            """;

    private final Home home;
    private final Path directory;
    private final Console console;
    private final Supplier<Distribution> distribution;
    private final long waitSecondsMax;

    RuniMain(
            Home home,
            Path directory,
            Console console,
            Supplier<Distribution> distribution,
            long waitSecondsMax) {
        this.home = home;
        this.directory = directory;
        this.console = console;
        this.distribution = distribution;
        this.waitSecondsMax = waitSecondsMax;
    }

    public static void main(String[] args) {
        // bin/runi says which of the standard streams are terminals, and where this is installed.
        String terminals = System.getProperty("runink.terminals", "");
        Console console =
                new Console(
                        new FileInputStream(FileDescriptor.in),
                        printer(FileDescriptor.out, false),
                        printer(FileDescriptor.err, true),
                        terminals.contains("0"),
                        terminals.contains("2"));
        Path directory = Path.of("").toAbsolutePath();
        List<String> arguments = List.of(args);
        Home home;
        try {
            home = Home.locate(System.getenv("RUNINK_HOME"), directory, arguments);
        } catch (InvalidPathException e) {
            // Ends as the home's own failures do: there is no home to log into.
            Problem problem =
                    KernelError.HOME.problem(
                            "home '" + e.getInput() + "' is no path (" + e.getReason() + ")",
                            "set RUNINK_HOME to a folder");
            console.err().println(problem.text());
            System.exit(problem.exit().code());
            return;
        }
        RuniMain main =
                new RuniMain(
                        home,
                        directory,
                        console,
                        () -> Distribution.locate(System.getProperty("runink.distribution")),
                        waitSeconds(System.getenv("RUNINK_WAIT_SECONDS")));
        int exit = main.run(arguments);
        console.out().flush();
        console.err().flush();
        System.exit(exit);
    }

    private static PrintStream printer(FileDescriptor descriptor, boolean immediate) {
        OutputStream file = new FileOutputStream(descriptor);
        return new PrintStream(
                immediate ? file : new java.io.BufferedOutputStream(file, BUFFER_BYTES),
                true,
                StandardCharsets.UTF_8);
    }

    private static long waitSeconds(@Nullable String setting) {
        try {
            return setting == null ? WAIT_SECONDS_STANDARD : Long.parseLong(setting);
        } catch (NumberFormatException e) {
            return WAIT_SECONDS_STANDARD;
        }
    }

    /** Executes a command; whatever goes wrong is said on standard error and in the status. */
    int run(List<String> arguments) {
        boolean json = arguments.contains("--json");
        try {
            String first = arguments.isEmpty() ? "" : arguments.getFirst();
            List<String> rest =
                    arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
            return switch (first) {
                case "server" ->
                        new ServerCommand(home, distribution, console)
                                .execute(rest, waitSecondsMax);
                case "shell" -> shell(rest);
                default ->
                        request(
                                new Request(
                                        Request.Kind.COMMAND,
                                        arguments,
                                        directory,
                                        console.typed(),
                                        console.terminal()));
            };
        } catch (RuninkException e) {
            report(e.problems(), json);
            return e.exit().code();
        } catch (Throwable e) {
            Problem problem = CrashLog.write(home, e);
            report(List.of(problem), json);
            return problem.exit().code();
        }
    }

    private int shell(List<String> arguments) {
        List<String> script = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--help") || argument.equals("-h")) {
                console.out().print(SHELL_HELP);
                return 0;
            }
            if (!argument.equals("-c") || ++i == arguments.size()) {
                throw KernelError.USAGE.exception(
                        "'runi shell "
                                + String.join(" ", arguments)
                                + "' is not understood,"
                                + " expected nothing or -c COMMAND",
                        "see 'runi shell --help'");
            }
            script.add(arguments.get(i));
        }
        return request(
                new Request(
                        Request.Kind.SHELL,
                        script,
                        directory,
                        console.typed(),
                        console.terminal()));
    }

    /** Lets the running kernel execute a request, or a kernel of this process. */
    private int request(Request request) {
        KernelClient client = new KernelClient(home);
        OptionalInt answered = client.execute(request, console);
        if (answered.isPresent()) {
            return answered.getAsInt();
        }
        home.create();
        KernelProcess process = new KernelProcess(home, distribution, console);
        int[] exit = {0};
        HomeLock lock = process.lock(waitSecondsMax, () -> client.execute(request, console), exit);
        if (lock == null) {
            return exit[0];
        }
        try (lock) {
            return process.once(kernel ->
                    kernel.call(
                            request.kind() == Request.Kind.SHELL ? Doors.SHELL : Doors.COMMAND,
                            call(request)));
        }
    }

    private Map<String, Object> call(Request request) {
        Map<String, Object> call = new HashMap<>();
        call.put(Doors.ARGUMENTS, request.arguments());
        call.put(Doors.DIRECTORY, request.directory());
        call.put(Doors.TERMINAL, request.terminal());
        call.put(Doors.TYPED, request.typed());
        call.put(Doors.INPUT, console.in());
        call.put(Doors.OUTPUT, console.out());
        call.put(Doors.ERROR, console.err());
        return call;
    }

    private void report(List<Problem> problems, boolean json) {
        problems.forEach(it -> console.err().println(it.text()));
        if (json) {
            List<Map<String, Object>> list = new ArrayList<>();
            for (Problem problem : problems) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("code", problem.code());
                fields.put("type", problem.type());
                fields.put("file", null);
                fields.put("line", null);
                fields.put("column", null);
                fields.put("message", problem.message());
                fields.put("remedy", problem.remedy());
                list.add(fields);
            }
            console.out().println(JsonText.object(Map.of("problems", list)));
        }
    }
}
