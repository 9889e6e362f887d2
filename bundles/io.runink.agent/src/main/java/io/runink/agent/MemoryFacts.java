package io.runink.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel says of memory: read, never guessed. */
final class MemoryFacts {

    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Path PRESSURE = Path.of("/proc/pressure/memory");
    private static final Pattern SOME = Pattern.compile("some avg10=([0-9.]+)");

    private MemoryFacts() {}

    /** Bytes that can be had without swapping; 0 if nobody says. */
    static long available() {
        return kibibytes(text(MEMINFO), "MemAvailable").orElse(0) * 1024;
    }

    /** Percent of the last 10 s in which some process waited for memory; 0 if nobody says. */
    static double pressure() {
        return pressure(text(PRESSURE));
    }

    static double pressure(String text) {
        Matcher found = SOME.matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    /**
     * What a process uses: its own, and its share of what it shares. Empty if it may not be seen.
     */
    static OptionalLong proportional(long pid) {
        OptionalLong kibibytes = kibibytes(text(Path.of("/proc/" + pid + "/smaps_rollup")), "Pss");
        return kibibytes.isPresent()
                ? OptionalLong.of(kibibytes.getAsLong() * 1024)
                : OptionalLong.empty();
    }

    static OptionalLong kibibytes(String text, String key) {
        Matcher found =
                Pattern.compile("^" + key + ":\\s+(\\d{1,15}) kB", Pattern.MULTILINE).matcher(text);
        return found.find()
                ? OptionalLong.of(Long.parseLong(found.group(1)))
                : OptionalLong.empty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // Another kernel, or a process that has just ended.
            return "";
        }
    }
}
