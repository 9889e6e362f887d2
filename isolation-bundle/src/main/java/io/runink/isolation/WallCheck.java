package io.runink.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a process from outside, before its command starts, and believes only what the kernel
 * says of it.
 */
final class WallCheck {

    private static final List<String> NO_CAPABILITIES =
            List.of("CapInh", "CapPrm", "CapEff", "CapAmb");
    private static final List<String> NAMESPACES =
            List.of("user", "pid", "mnt", "net", "uts", "ipc");
    private static final String FILTERED = "2";

    private final Path process;
    private final Path self;

    /** A check of a process, by its folder under {@code /proc} and that of this process. */
    WallCheck(Path process, Path self) {
        this.process = process;
        this.self = self;
    }

    static WallCheck of(long pid) {
        return new WallCheck(Path.of("/proc", Long.toString(pid)), Path.of("/proc/self"));
    }

    /** What is not as it must be; empty if every wall stands. */
    List<String> gaps(long uid, @Nullable CgroupLeaf leaf) {
        List<String> gaps = new ArrayList<>();
        try {
            status(Files.readAllLines(process.resolve("status")), uid, gaps);
            userMap(Files.readAllLines(process.resolve("uid_map")), gaps);
            for (String namespace : NAMESPACES) {
                Path place = Path.of("ns", namespace);
                Path own = Files.readSymbolicLink(self.resolve(place));
                if (own.equals(Files.readSymbolicLink(process.resolve(place)))) {
                    gaps.add("shares the agent's " + namespace + " namespace");
                }
            }
            if (leaf != null && !leaf.holds(Files.readAllLines(process.resolve("cgroup")))) {
                gaps.add("is not in its cgroup");
            }
        } catch (IOException e) {
            gaps.add("cannot be looked at (" + CgroupFiles.reason(e) + ")");
        }
        return gaps;
    }

    private static void status(List<String> lines, long uid, List<String> gaps) {
        expect(lines, "Seccomp", FILTERED, gaps);
        expect(lines, "NoNewPrivs", "1", gaps);
        for (String set : NO_CAPABILITIES) {
            expect(lines, set, "0000000000000000", gaps);
        }
        String user = Long.toString(uid);
        expect(lines, "Uid", String.join("\t", user, user, user, user), gaps);
        boolean first = lines.stream().anyMatch(it -> it.matches("NSpid:\\t\\d+(\\t\\d+)*\\t1"));
        if (!first) {
            gaps.add("is not the first process of its namespace");
        }
    }

    private static void expect(List<String> lines, String key, String expected, List<String> gaps) {
        String found = value(lines, key);
        if (!found.equals(expected)) {
            gaps.add(key + " is '" + found + "', expected '" + expected + "'");
        }
    }

    /** What a line of {@code /proc/PID/status} says. */
    static String value(List<String> status, String key) {
        String prefix = key + ":\t";
        return status.stream()
                .filter(it -> it.startsWith(prefix))
                .map(it -> it.substring(prefix.length()).strip())
                .findFirst()
                .orElse("nothing");
    }

    private static void userMap(List<String> lines, List<String> gaps) {
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length != 3 || words[1].equals("0")) {
                gaps.add("its users map to '" + line.strip() + "', expected none to root");
            }
        }
        if (lines.isEmpty()) {
            gaps.add("its users are not mapped");
        }
    }
}
