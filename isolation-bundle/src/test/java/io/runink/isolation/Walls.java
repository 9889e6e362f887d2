package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Real slices for tests, on this machine. */
final class Walls implements AutoCloseable {

    /** What a slice did. */
    record Ran(SliceExit exit, String output) {}

    static final Resources SMALL = new Resources(128L << 20, 1000, 32);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long SECONDS_MAX = Long.getLong("runink.test.seconds", 60);

    private final SliceLauncher launcher = new SliceLauncher(Machine.here());
    private final Path folder;

    Walls(Path folder) {
        this.folder = folder;
    }

    SliceLauncher launcher() {
        return launcher;
    }

    /** Skips the test, aloud, where the machine does not give a level. */
    Walls need(IsolationLevel level) {
        assumeTrue(
                launcher.capabilities().gives(level),
                () -> "not given here: " + launcher.capabilities().lacks(level));
        return this;
    }

    /** Whether cgroups limit slices at a level that this machine gives. */
    boolean bounded(IsolationLevel level) {
        return launcher.capabilities().levels().stream()
                .anyMatch(it -> it.level() == level && it.evidence().contains("cgroup limits"));
    }

    LaunchSpec spec(IsolationLevel level, List<LaunchSpec.Bind> binds, List<String> command) {
        int number = NUMBER.incrementAndGet();
        String name = "test-" + ProcessHandle.current().pid() + "-" + number;
        return new LaunchSpec(name, level, SMALL, binds, command, folder.resolve("log-" + number));
    }

    LaunchSpec shell(IsolationLevel level, String script) {
        return spec(level, List.of(), List.of("/bin/sh", "-c", script));
    }

    /** Runs to the end. */
    Ran run(LaunchSpec spec) {
        try (SliceProcess slice = launcher.launch(spec)) {
            SliceExit exit = slice.exit().get(SECONDS_MAX, TimeUnit.SECONDS);
            return new Ran(exit, Files.readString(spec.log()));
        } catch (IOException | InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("not ended in " + SECONDS_MAX + " s", e);
        }
    }

    /** What a script prints that is run behind walls, and that must succeed. */
    String output(IsolationLevel level, String script) {
        Ran ran = run(shell(level, script));
        assertThat(ran.exit().status()).as(ran.output()).isZero();
        return ran.output();
    }

    /** What a script prints, however it ends. */
    String attempt(IsolationLevel level, String script) {
        return run(shell(level, script)).output();
    }

    @Override
    public void close() {
        launcher.close();
    }
}
