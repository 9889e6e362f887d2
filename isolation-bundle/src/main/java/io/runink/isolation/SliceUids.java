package io.runink.isolation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/**
 * Host users for slices, one each and never twice. Drawn at random from a range that no
 * distribution, directory service or container runtime was seen to use, so that two agents on one
 * machine, or one before and after a restart, do not meet.
 */
final class SliceUids {

    static final int FIRST = 0x1000_0000;
    static final int LAST = 0x6FFF_FFFF;

    /** Sixteen misses in 1.6 billion numbers mean a broken machine. */
    private static final int TRIES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Set<Integer> used = new HashSet<>();

    /** A user that no process has and no slice of this agent had. */
    synchronized int next() {
        Set<Integer> live = live();
        for (int i = 0; i < TRIES; i++) {
            int uid = random.nextInt(FIRST, LAST);
            if (!live.contains(uid) && used.add(uid)) {
                return uid;
            }
        }
        throw IsolationError.START.exception(
                "no free user between " + FIRST + " and " + LAST, "restart the agent");
    }

    private static Set<Integer> live() {
        Set<Integer> live = new HashSet<>();
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : processes) {
                owner(process, live);
            }
        } catch (IOException e) {
            throw IsolationError.START.exception(
                    "/proc cannot be read (" + CgroupFiles.reason(e) + ")", "mount it");
        }
        return live;
    }

    private static void owner(Path process, Set<Integer> live) {
        try {
            live.add((Integer) Files.getAttribute(process, "unix:uid"));
        } catch (IOException e) {
            // It has ended since it was listed.
            return;
        }
    }
}
