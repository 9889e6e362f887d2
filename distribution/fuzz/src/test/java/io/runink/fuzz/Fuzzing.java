package io.runink.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A search of Jazzer in a process of its own, which bounds the memory and lets a stalled target be
 * ended. What it found interesting stays in {@code target/fuzz}, and the next search begins there.
 */
final class Fuzzing {

    /**
     * What came of a search.
     *
     * @param exit the status of the process, -1 if it had to be ended
     * @param executions inputs tried
     * @param covered places of the code that inputs reached
     * @param findings inputs that broke the target: name, bytes in Base64 and as text
     * @param log the last of what the process said
     */
    record Result(int exit, long executions, long covered, List<String> findings, String log) {}

    /** Seconds that a single input may take: linear work on 4 KiB takes milliseconds. */
    private static final int INPUT_SECONDS_MAX = 20;

    private static final int INPUT_BYTES_MAX = 4096;

    /** Heap of the process: what the tool needs for itself at its start, and little more. */
    private static final String HEAP = "-Xmx192m";

    /** Seconds for the start, and for an input that is under way at the end. */
    private static final int SLACK_SECONDS = 120;

    private static final int LOG_LINES = 60;

    private static final Pattern EXECUTIONS =
            Pattern.compile("stat::number_of_executed_units: (\\d+)");

    private static final Pattern COVERED = Pattern.compile("\\bcov: (\\d+)");

    private final Target target;
    private final Path checkout;
    private final int seconds;
    private final Path folder;

    Fuzzing(Target target, Path checkout, int seconds) {
        this.target = target;
        this.checkout = checkout;
        this.seconds = seconds;
        this.folder = Path.of("target/fuzz").resolve(target.title()).toAbsolutePath();
    }

    Result run() throws IOException, InterruptedException {
        Path findings = emptied(folder.resolve("findings"));
        Files.createDirectories(folder.resolve("corpus"));
        Path log = folder.resolve("log.txt");
        Process process =
                new ProcessBuilder(command(findings))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        int exit = -1;
        try {
            if (process.waitFor(seconds + SLACK_SECONDS, TimeUnit.SECONDS)) {
                exit = process.exitValue();
            }
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = lines(log);
        String all = String.join("\n", lines);
        return new Result(
                exit,
                last(EXECUTIONS, all),
                last(COVERED, all),
                found(findings),
                String.join(
                        "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
    }

    private List<String> command(Path findings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(setting("runink.jvm.flags").split(" ")));
        command.add("-XX:+EnableDynamicAgentLoading");
        command.add(HEAP);
        // Twice that of a slice, since instrumented code takes more of it.
        command.add("-Xss2m");
        command.add("-cp");
        command.add(target.classes(checkout) + ":" + classPath());
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + target.type());
        command.add(
                "--instrumentation_includes=io.runink.**:com.google.re2j.**:dev.cel.parser.**"
                        + ":com.fasterxml.jackson.core.json.**");
        command.add("--custom_hook_includes=io.runink.**");
        // That a pattern is built from input is what is to be tried, not a finding.
        command.add("--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection");
        command.add("--reproducer_path=" + folder);
        command.add("-artifact_prefix=" + findings + "/");
        command.add("-max_total_time=" + seconds);
        command.add("-timeout=" + INPUT_SECONDS_MAX);
        command.add("-max_len=" + INPUT_BYTES_MAX);
        // The heap is bounded above; what the JVM holds besides is its own affair.
        command.add("-rss_limit_mb=0");
        command.add("-print_final_stats=1");
        command.add("-dict=" + target.dictionary(checkout));
        command.add(folder.resolve("corpus").toString());
        target.seeds(checkout).forEach(it -> command.add(it.toString()));
        return command;
    }

    /** Surefire may hand its class path on in a manifest only: it names the parts besides. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", setting("java.class.path"));
    }

    private static String setting(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return folder;
    }

    private static List<String> lines(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
    }

    private static long last(Pattern pattern, String log) {
        return pattern.matcher(log)
                .results()
                .map((MatchResult it) -> Long.parseLong(it.group(1)))
                .reduce(0L, (earlier, later) -> later);
    }

    /** The inputs that broke the target; the tool leaves each in a file named for how. */
    private static List<String> found(Path findings) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(findings)) {
            for (Path file : files.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                found.add(
                        file.getFileName()
                                + ": "
                                + Base64.getEncoder().encodeToString(bytes)
                                + " = "
                                + new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return found;
    }
}
