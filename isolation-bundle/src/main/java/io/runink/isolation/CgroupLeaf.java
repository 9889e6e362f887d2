package io.runink.isolation;

import io.runink.api.error.RuninkException;
import io.runink.api.slice.SliceUsage;
import io.runink.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One slice's cgroup.
 *
 * @param folders it in each hierarchy
 * @param memory the one of them that counts memory
 * @param unified the one that is of version 2, if it is beside version 1
 */
record CgroupLeaf(List<Path> folders, Path memory, Optional<Path> unified) {

    private static final int SIGKILL = 9;

    /** The kernel needs a moment between a process's end and its cgroup's: 15 ms was measured. */
    private static final int REMOVAL_TRIES = 400;

    private static final long REMOVAL_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    CgroupLeaf {
        folders = List.copyOf(folders);
    }

    /** What a process writes its number to, to join. */
    List<String> joinFiles() {
        return folders.stream().map(it -> it.resolve("cgroup.procs").toString()).toList();
    }

    /**
     * What runs in it uses now.
     *
     * @param cpuMillis processor time so far: version 1 counts it in a hierarchy of its own
     */
    SliceUsage usage(long cpuMillis) {
        long memoryBytes =
                CgroupFiles.number(memory.resolve("memory.current"))
                        .orElseGet(() ->
                                CgroupFiles.number(memory.resolve("memory.usage_in_bytes"))
                                        .orElse(0));
        long processes =
                folders.stream()
                        .mapToLong(it -> CgroupFiles.number(it.resolve("pids.current")).orElse(0))
                        .max()
                        .orElse(0);
        return new SliceUsage(
                memoryBytes, peakBytes(), cpuMillis, throttledMillis(), (int) processes);
    }

    /** Its share of processor time where others want it too: that of one, or a tenth of it. */
    void awaited(boolean awaited) {
        for (Path folder : folders) {
            writeIfThere(folder.resolve("cpu.weight"), awaited ? "100" : "10");
            writeIfThere(folder.resolve("cpu.shares"), awaited ? "1024" : "102");
        }
    }

    private static void writeIfThere(Path file, String text) {
        try {
            if (Files.exists(file)) {
                CgroupFiles.write(file, text);
            }
        } catch (RuninkException e) {
            // It ended meanwhile. A share is a courtesy to others, no wall.
            return;
        }
    }

    /** The most memory it used. */
    long peakBytes() {
        return CgroupFiles.number(memory.resolve("memory.peak"))
                .orElseGet(() ->
                        CgroupFiles.number(memory.resolve("memory.max_usage_in_bytes")).orElse(0));
    }

    /** Whether the kernel killed a process for its memory limit. */
    boolean outOfMemory() {
        long version2 = CgroupFiles.number(memory.resolve("memory.events"), "oom_kill").orElse(0);
        long version1 =
                CgroupFiles.number(memory.resolve("memory.oom_control"), "oom_kill").orElse(0);
        return version1 + version2 > 0;
    }

    /** How long its threads were kept waiting for its processor limit. */
    long throttledMillis() {
        long micros = sum("cpu.stat", "throttled_usec");
        long nanos = sum("cpu.stat", "throttled_time");
        return TimeUnit.MICROSECONDS.toMillis(micros) + TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** How many periods it was kept waiting in. */
    long throttled() {
        return sum("cpu.stat", "nr_throttled");
    }

    /** What ends all of it. */
    String killer() {
        return Files.exists(killFile()) ? "cgroup.kill" : "a signal to each";
    }

    private Path killFile() {
        return unified.orElse(memory).resolve("cgroup.kill");
    }

    /** How often a process or thread was refused for its limit of those. */
    long processesRefused() {
        return sum("pids.events", "max");
    }

    /** A figure, from whichever of the hierarchies counts it. */
    private long sum(String file, String key) {
        return folders.stream()
                .mapToLong(it -> CgroupFiles.number(it.resolve(file), key).orElse(0))
                .sum();
    }

    /** Whether this text of a {@code /proc/PID/cgroup} has it everywhere. */
    boolean holds(List<String> lines) {
        String name = "/" + memory.getFileName();
        return lines.stream().filter(it -> it.endsWith(name)).count() >= folders.size();
    }

    /** Ends what runs in it. */
    void killAll() {
        Path kill = killFile();
        if (Files.exists(kill)) {
            CgroupFiles.write(kill, "1");
            return;
        }
        for (String process : CgroupFiles.lines(memory.resolve("cgroup.procs"))) {
            if (process.matches("[1-9]\\d{0,8}")) {
                Posix.kill(Integer.parseInt(process), SIGKILL);
            }
        }
    }

    /** Removes it, ending what still runs in it, also in a thread that was told to stop. */
    void remove() {
        // A thread that is interrupted does not pause: all tries would be over in a moment.
        boolean interrupted = Thread.interrupted();
        try {
            for (int i = 0; i < REMOVAL_TRIES; i++) {
                if (removedNow()) {
                    return;
                }
                killAll();
                LockSupport.parkNanos(REMOVAL_PAUSE_NANOS);
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throw IsolationError.CGROUP.exception(
                "cgroup '" + memory + "' cannot be removed, processes in it do not end",
                "look for processes in state D (ps -eo pid,stat,wchan); it is removed at the"
                        + " agent's next start");
    }

    private boolean removedNow() {
        boolean gone = true;
        for (Path folder : folders) {
            gone &= removeEmpty(folder);
        }
        return gone;
    }

    /** Removes a folder if nothing runs in it; answers whether it is gone. */
    static boolean removeEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
