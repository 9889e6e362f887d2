package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code runi} in one folder, as a user has it: a process for each command. */
final class Runi {

    /** Longer than the longest command here takes on two busy cores. */
    private static final long SECONDS_MAX = 300;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> before = List.of();

    Runi(Path folder) {
        this.folder = folder;
    }

    /** How a command ended. */
    record Result(int exit, String out, String err) {

        /** The one document on standard output. */
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + out + "\n" + err, e);
            }
        }

        /** Fails unless the command ended so, and without a stack trace. */
        Result exits(int expected) {
            assertThat(exit).as("exit of:%n%s%n%s", out, err).isEqualTo(expected);
            assertThat(err).doesNotContain("\tat ").doesNotContain("Exception in thread");
            assertThat(out).doesNotContain("\tat ");
            return this;
        }

        /** The codes of the problems in the document. */
        List<String> codes() {
            List<String> codes = new ArrayList<>();
            json().path("problems").forEach(it -> codes.add(it.path("code").asText()));
            return codes;
        }
    }

    /** The distribution's root. */
    static Path distribution() {
        return Path.of(System.getProperty("runink.distribution")).toAbsolutePath().normalize();
    }

    /** Sets a variable for the commands that follow. */
    Runi with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Puts a command before those that follow, which becomes them: {@code unshare}. */
    Runi behind(String... command) {
        before = List.of(command);
        return this;
    }

    Path folder() {
        return folder;
    }

    /** Runs a command to its end. */
    Result run(String... arguments) {
        try {
            Process process = start(arguments);
            assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS))
                    .as("'runi %s' ended in time", String.join(" ", arguments))
                    .isTrue();
            return new Result(process.exitValue(), text(out(process)), text(err(process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts a command; its output goes to files beside the folder. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(distribution().resolve("bin/runi").toString());
        command.addAll(Arrays.asList(arguments));
        Path log = Files.createTempDirectory(folder.getParent(), "runi-");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("RUNINK_HOME");
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.redirectOutput(log.resolve("out").toFile());
        builder.redirectError(log.resolve("err").toFile());
        Process process = builder.start();
        logs.put(process.pid(), log);
        return process;
    }

    private final Map<Long, Path> logs = new HashMap<>();

    private Path out(Process process) {
        return logs.getOrDefault(process.pid(), folder).resolve("out");
    }

    private Path err(Process process) {
        return logs.getOrDefault(process.pid(), folder).resolve("err");
    }

    /** How a started command ended. */
    Result result(Process process) throws InterruptedException {
        assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), text(out(process)), text(err(process)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the tests run as root, which level {@code full} and mounts need. */
    static boolean root() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return false;
        }
    }
}
