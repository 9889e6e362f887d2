package io.runink.api.herd;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A tenant.
 *
 * @param name 1 to 63 of {@code a-z 0-9 -}, starting with a letter, ending in a letter or digit
 * @param labels free text, for people and for placement
 * @param quota what all its slices together may use
 * @param isolation the least level its slices accept
 * @param slicePerStep whether every step gets a slice of its own
 * @param commands programs that its scenarios may start as external commands: names such as {@code
 *     python3}, or absolute paths
 */
public record Herd(
        String name,
        SortedMap<String, String> labels,
        Quota quota,
        IsolationLevel isolation,
        boolean slicePerStep,
        List<String> commands) {

    /** DNS label rules (RFC 1123), so that a name can be a cgroup, a file and a host name. */
    private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    /**
     * Bounds over all running slices of a herd.
     *
     * @param slices processes, at least 1
     * @param cpuMillis thousandths of a core, at least 100
     * @param memoryBytes at least 64 MiB
     * @param storageBytes scratch space on disk, at least {@link #STORAGE_MIN}
     */
    public record Quota(int slices, int cpuMillis, long memoryBytes, long storageBytes) {

        /** Less scratch space than a sort needs at once: 1 MiB. */
        public static final long STORAGE_MIN = 1024 * 1024;

        /**
         * What a herd gets that states no quota: room for four runs of three slices each, and for
         * four of which one slice needs scratch space.
         */
        public static final Quota STANDARD =
                new Quota(12, 24_000, 12L * 256 * 1024 * 1024, 16L * 1024 * 1024 * 1024);

        /** A quota that says nothing of scratch space. */
        public Quota(int slices, int cpuMillis, long memoryBytes) {
            this(slices, cpuMillis, memoryBytes, STANDARD.storageBytes());
        }

        public Quota {
            if (slices < 1
                    || cpuMillis < 100
                    || memoryBytes < 64L * 1024 * 1024
                    || storageBytes < STORAGE_MIN) {
                throw new IllegalArgumentException(
                        "quota: slices "
                                + slices
                                + ", cpu "
                                + cpuMillis
                                + ", memory "
                                + memoryBytes
                                + ", storage "
                                + storageBytes);
            }
        }
    }

    public Herd {
        Objects.requireNonNull(name, "name is null");
        if (!validName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no herd name");
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        Objects.requireNonNull(quota, "quota is null");
        Objects.requireNonNull(isolation, "isolation is null");
        commands = List.copyOf(commands);
    }

    /** A herd whose scenarios start no external command. */
    public Herd(
            String name,
            SortedMap<String, String> labels,
            Quota quota,
            IsolationLevel isolation,
            boolean slicePerStep) {
        this(name, labels, quota, isolation, slicePerStep, List.of());
    }

    /** The same herd, at another least level. */
    public Herd accepting(IsolationLevel level) {
        return new Herd(name, labels, quota, level, slicePerStep, commands);
    }

    /** A herd that states nothing but its name: full isolation, the standard quota. */
    public static Herd named(String name) {
        return new Herd(name, new TreeMap<>(Map.of()), Quota.STANDARD, IsolationLevel.FULL, false);
    }

    /** Whether the text may name a herd. */
    public static boolean validName(String name) {
        return NAME.matcher(name).matches();
    }
}
