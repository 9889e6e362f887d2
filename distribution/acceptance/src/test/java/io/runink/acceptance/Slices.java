package io.runink.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The slices that run on this machine, found as an operator would: in {@code /proc}. */
final class Slices {

    private Slices() {}

    /** The Java processes that are slices below one command's process, by pid. */
    static List<Long> of(Process command) {
        List<Long> pids = new ArrayList<>();
        command.descendants()
                .filter(it -> it.isAlive() && slice(it.pid()))
                .forEach(it -> pids.add(it.pid()));
        return pids;
    }

    /** Waits until a command has so many slices. */
    static List<Long> await(Process command, int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline && command.isAlive()) {
            List<Long> pids = of(command);
            if (pids.size() >= count) {
                return pids;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(
                "no " + count + " slices; the command lives: " + command.isAlive());
    }

    private static boolean slice(long pid) {
        try {
            String line =
                    Files.readString(
                            Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            // A wrapper's command line holds the slice's as well: the slice's own begins with java.
            int end = line.indexOf('\0');
            return end > 0
                    && line.substring(0, end).endsWith("/bin/java")
                    && line.contains("io.runink.slice.SliceMain");
        } catch (IOException e) {
            return false;
        }
    }

    /** The lines of {@code /proc/PID/status}, by name. */
    static Map<String, String> status(long pid) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            int colon = line.indexOf(':');
            values.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return values;
    }

    /** Ends one process with SIGKILL. */
    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
