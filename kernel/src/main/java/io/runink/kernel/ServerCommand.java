package io.runink.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code runi server start, status, stop, restart}. */
final class ServerCommand {

    private static final String HELP =
            """
            Usage: runi server start [--foreground] | status | stop | restart  [--json]

            Keeps one kernel running on this home, so that commands start faster and work
            side by side. Commands use it by themselves; its socket is the owner's alone.

              start          starts it and waits until it answers
                --foreground stays in this terminal until Ctrl-C
              status         says whether one runs, its pid, version and socket
              stop           asks it to stop and waits until its process has ended
              restart        stop, then start
              --json         one JSON document on standard output
              -h, --help     this text

            Examples:
              runi server start
              runi server status --json
            """;

    /** Longer than a cold start on a laden machine. */
    private static final long START_SECONDS_MAX = 60;

    /** Longer than the server lets its own commands and services take to end. */
    private static final long STOP_SECONDS_MAX = 40;

    private static final int TAIL_LINES = 5;

    private static final Set<String> VERBS = Set.of("start", "status", "stop", "restart");
    private static final Set<String> OPTIONS =
            Set.of("--json", "--help", "-h", "--foreground", RuniMain.DETACHED);

    private final Home home;
    private final Supplier<Distribution> distribution;
    private final Console console;
    private final KernelProcess process;
    private final KernelClient client;

    ServerCommand(Home home, Supplier<Distribution> distribution, Console console) {
        this.home = home;
        this.distribution = distribution;
        this.console = console;
        this.process = new KernelProcess(home, distribution, console);
        this.client = new KernelClient(home);
    }

    /**
     * @param arguments after {@code server}
     */
    int execute(List<String> arguments, long waitSecondsMax) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            console.out().print(HELP);
            return 0;
        }
        String verb = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> options =
                arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        List<String> unknown = options.stream().filter(it -> !OPTIONS.contains(it)).toList();
        if (!VERBS.contains(verb) || !unknown.isEmpty()) {
            throw KernelError.USAGE.exception(
                    "'runi server "
                            + String.join(" ", arguments)
                            + "' is not understood, expected"
                            + " start, status, stop or restart",
                    "see 'runi server --help'");
        }
        boolean json = options.contains("--json");
        return switch (verb) {
            case "start" ->
                    options.contains("--foreground")
                            ? foreground(options.contains(RuniMain.DETACHED), waitSecondsMax)
                            : start(json, waitSecondsMax);
            case "status" -> status(json);
            case "stop" -> stop(json);
            default -> restart(json, waitSecondsMax);
        };
    }

    private int restart(boolean json, long waitSecondsMax) {
        end();
        return start(json, waitSecondsMax);
    }

    private int status(boolean json) {
        String status = client.status();
        if (json) {
            console.out().println(status == null ? down() : status);
        } else if (status == null) {
            console.out().println("no server runs on home '" + home.path() + "'");
        } else {
            console.out().println("a server runs on home '" + home.path() + "', pid " + pid());
        }
        return 0;
    }

    private String down() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("running", false);
        fields.put("home", home.path());
        return JsonText.object(fields);
    }

    private long pid() {
        return HomeLock.holder(home.lock()).orElse(-1L);
    }

    private int foreground(boolean detached, long waitSecondsMax) {
        if (detached) {
            Detach.fromTerminal();
        }
        home.create();
        int[] none = {0};
        HomeLock lock =
                process.lock(
                        waitSecondsMax,
                        () -> client.answers() ? OptionalInt.of(0) : OptionalInt.empty(),
                        none);
        if (lock == null) {
            console.err().println("a server runs already, pid " + pid());
            return 0;
        }
        try (lock) {
            return process.serve();
        }
    }

    private int start(boolean json, long waitSecondsMax) {
        home.create();
        String status = client.status();
        boolean already = status != null;
        if (status == null) {
            int[] none = {0};
            HomeLock lock =
                    process.lock(
                            waitSecondsMax,
                            () -> client.answers() ? OptionalInt.of(0) : OptionalInt.empty(),
                            none);
            if (lock != null) {
                // Only to wait for a command that works on the home; the server takes it anew.
                lock.close();
            }
            status = spawn();
        }
        if (json) {
            console.out().println(status);
        } else {
            console.out()
                    .println(
                            (already ? "a server runs already, pid " : "server started, pid ")
                                    + pid());
        }
        return 0;
    }

    /** Starts the server's process and waits for its first answer. */
    private String spawn() {
        Path log = home.logs().resolve("server.log");
        List<String> command = new ArrayList<>();
        command.add(distribution.get().root().resolve("bin/runi").toString());
        command.addAll(List.of("server", "start", "--foreground", RuniMain.DETACHED));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("RUNINK_HOME", home.path().toString());
        // Its own folder: a deep home's socket is bound by name from there, and no other is held.
        builder.directory(home.run().toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectErrorStream(true);
        Process server;
        try {
            server = builder.start();
        } catch (IOException e) {
            throw KernelError.SERVER_START.exception(
                    "'" + command.getFirst() + "' cannot be started (" + Home.reason(e) + ")",
                    "check that the distribution is complete");
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
        while (System.nanoTime() < deadline) {
            String status = client.status();
            if (status != null) {
                return status;
            }
            if (!server.isAlive()) {
                throw KernelError.SERVER_START.exception(
                        "the server ended with status "
                                + server.exitValue()
                                + " while it started: "
                                + tail(log),
                        "see '" + log + "'");
            }
            KernelProcess.pause();
        }
        server.destroy();
        throw KernelError.SERVER_START.exception(
                "the server did not answer within " + START_SECONDS_MAX + " s: " + tail(log),
                "see '" + log + "'");
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join(
                    " | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read (" + Home.reason(e) + ")";
        }
    }

    private int stop(boolean json) {
        Long ended = end();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("running", false);
            fields.put("stopped", ended);
            fields.put("home", home.path());
            console.out().println(JsonText.object(fields));
        } else {
            console.out()
                    .println(
                            ended == null
                                    ? "no server runs on home '" + home.path() + "'"
                                    : "server stopped, pid " + ended);
        }
        return 0;
    }

    /** Stops a server and waits for its process's end; its id, or null when none ran. */
    private @Nullable Long end() {
        if (!client.answers()) {
            return null;
        }
        long pid = pid();
        ProcessHandle server = ProcessHandle.of(pid).orElse(null);
        if (!client.stop() || server == null) {
            return null;
        }
        try {
            server.onExit().get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
            return pid;
        } catch (TimeoutException e) {
            throw KernelError.SERVER_STOP.exception(
                    "the server, pid " + pid + ", did not end within " + STOP_SECONDS_MAX + " s",
                    "see '"
                            + home.logs().resolve("server.log")
                            + "'; 'kill -9 "
                            + pid
                            + "' loses nothing that was acknowledged");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
