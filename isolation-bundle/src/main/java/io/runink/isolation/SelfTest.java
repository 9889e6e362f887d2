package io.runink.isolation;

import io.runink.api.error.RuninkException;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.Capabilities.Level;
import io.runink.spi.isolation.Capabilities.Missing;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what levels a machine gives by starting a process at each. */
final class SelfTest {

    private static final Resources SMALL = new Resources(64L * 1024 * 1024, 1000, 16);
    private static final long END_SECONDS = 20;

    private final Machine machine;
    private final List<CgroupProof.Finding> limits;
    private final Function<LaunchSpec, StartedSlice> start;
    private final List<Level> levels = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private boolean doubtful;

    /**
     * A test.
     *
     * @param limits what was found of cgroups; empty where there are none
     */
    SelfTest(
            Machine machine,
            List<CgroupProof.Finding> limits,
            Function<LaunchSpec, StartedSlice> start) {
        this.machine = machine;
        this.limits = limits;
        this.start = start;
    }

    /** Tries each level, strongest first. */
    Capabilities run() {
        attempt(IsolationLevel.FULL, fullObstacle());
        attempt(IsolationLevel.SANDBOX, toolObstacle(IsolationLevel.SANDBOX));
        attempt(IsolationLevel.PROCESS, toolObstacle(IsolationLevel.PROCESS));
        levels.add(new Level(IsolationLevel.NONE, "needs nothing, gives nothing"));
        return new Capabilities(levels, missing, new MachineFacts(machine).all());
    }

    /**
     * Whether a process that was tried did not do what it should: it may have been killed. What a
     * machine certainly lacks leaves no doubt.
     */
    boolean doubtful() {
        return doubtful;
    }

    private Optional<Missing> fullObstacle() {
        if (machine.uid() != 0) {
            return Optional.of(
                    new Missing(
                            IsolationLevel.FULL,
                            "not root: only root gives each slice a user and a cgroup of its own",
                            "start the agent as root (sudo), or with systemd as a system service"));
        }
        if (machine.cgroups().isEmpty()) {
            return Optional.of(
                    new Missing(
                            IsolationLevel.FULL,
                            "no cgroups with the controllers memory, cpu and pids",
                            "mount /sys/fs/cgroup; in a container, start it with"
                                    + " --cgroupns=host -v /sys/fs/cgroup:/sys/fs/cgroup:rw"));
        }
        return toolObstacle(IsolationLevel.FULL).or(this::broken);
    }

    /** A limit that can be set and does not hold. */
    private Optional<Missing> broken() {
        Optional<CgroupProof.Finding> first = limits.stream().filter(it -> !it.holds()).findFirst();
        doubtful |= first.isPresent();
        return first.map(it ->
                new Missing(
                        IsolationLevel.FULL,
                        "cgroup limit of " + it.limit() + ": " + it.tried() + ", and " + it.found(),
                        "give the agent cgroups of its own (systemd: Delegate=yes)"));
    }

    private Optional<Missing> toolObstacle(IsolationLevel level) {
        boolean walls = level != IsolationLevel.PROCESS;
        if (walls && machine.filters().slices().length == 0) {
            return Optional.of(
                    new Missing(
                            level,
                            "no system call filter for this processor",
                            "use x86-64 or aarch64"));
        }
        return machine.tools()
                .missing(CommandChain.needs(walls))
                .map(tool -> new Missing(level, tool.absence(), tool.remedy()));
    }

    private void attempt(IsolationLevel level, Optional<Missing> obstacle) {
        Optional<Missing> found = obstacle.or(() -> trial(level));
        doubtful |= obstacle.isEmpty() && found.isPresent();
        found.ifPresentOrElse(missing::add, () -> levels.add(new Level(level, evidence(level))));
    }

    private Optional<Missing> trial(IsolationLevel level) {
        Path log = null;
        try {
            log = Files.createTempFile("runink-self-test", ".log");
            return trial(level, log);
        } catch (IOException e) {
            return Optional.of(
                    new Missing(
                            level,
                            "no temporary file can be made (" + CgroupFiles.reason(e) + ")",
                            "free space in " + System.getProperty("java.io.tmpdir")));
        } finally {
            delete(log);
        }
    }

    private Optional<Missing> trial(IsolationLevel level, Path log) {
        String name =
                "self-test-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        String shell = machine.tools().path(Tools.Tool.SH);
        List<String> command = List.of(shell, "-c", "exit 0");
        LaunchSpec spec = new LaunchSpec(name, level, SMALL, List.of(), command, log);
        try (StartedSlice slice = start.apply(spec)) {
            SliceExit end = slice.exit().get(END_SECONDS, TimeUnit.SECONDS);
            if (end.status() == 0 && end.signal() == 0) {
                return Optional.empty();
            }
            return Optional.of(
                    new Missing(
                            level,
                            "a trial ended with status "
                                    + end.status()
                                    + ", signal "
                                    + end.signal(),
                            new MachineFacts(machine).cure()));
        } catch (RuninkException e) {
            String reason = e.problems().getFirst().message();
            return Optional.of(new Missing(level, reason, new MachineFacts(machine).cure()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Missing(level, "trial was interrupted", "try again"));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of(
                    new Missing(
                            level,
                            "a trial did not end within " + END_SECONDS + " s",
                            "look at the machine's load"));
        }
    }

    private String evidence(IsolationLevel level) {
        return switch (level) {
            case FULL ->
                    "tried: own user, all namespaces, system call filter, cgroup limits ("
                            + machine.cgroups().map(it -> MachineFacts.mode(it.mode())).orElse("")
                            + ")";
            case SANDBOX ->
                    (machine.uid() == 0
                                    ? "tried: own user, all namespaces, system call filter"
                                    : "tried: all namespaces, system call filter, the agent's user")
                            + (bounded() ? ", cgroup limits" : "");
            case PROCESS -> "tried: a child process with limits on files and core dumps";
            case NONE -> "needs nothing";
        };
    }

    private boolean bounded() {
        return !limits.isEmpty() && limits.stream().allMatch(CgroupProof.Finding::holds);
    }

    static void delete(@Nullable Path log) {
        try {
            if (log != null) {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            // An empty file in the temporary folder harms nobody.
            return;
        }
    }
}
