package io.runink.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The agent that a leaf is of, as the leaf's name tells: so that the next agent knows what one that
 * was killed left, and leaves alone what is of one that lives.
 *
 * @param namespace number of the process namespace that the next is a number in; 0 if unknown
 * @param pid the agent's process
 */
record LeafOwner(long namespace, long pid) {

    /** What every leaf's name begins with. */
    static final String PREFIX = "runink-";

    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-(\\d{1,9})-.+");
    private static final Pattern LINK = Pattern.compile("pid:\\[(\\d{1,18})]");

    /** This process. */
    static LeafOwner self() {
        return new LeafOwner(here(), ProcessHandle.current().pid());
    }

    /** Who a folder's name says it is of; empty if it says nothing of the kind. */
    static Optional<LeafOwner> of(Path leaf) {
        Matcher name = NAME.matcher(leaf.getFileName().toString());
        return name.matches()
                ? Optional.of(
                        new LeafOwner(Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                : Optional.empty();
    }

    /** The folder's name of one of its slices. */
    String leaf(String slice) {
        return PREFIX + namespace + "-" + pid + "-" + slice;
    }

    /** Whether it has certainly ended; one of another namespace cannot be looked for. */
    boolean gone() {
        return namespace != 0 && namespace == here() && ProcessHandle.of(pid).isEmpty();
    }

    private static long here() {
        try {
            Path link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
            Matcher number = LINK.matcher(link.toString());
            return number.matches() ? Long.parseLong(number.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
