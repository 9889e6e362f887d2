package io.runink.api.plan;

/**
 * What one slice may use.
 *
 * @param memoryBytes of everything: heap, direct, code, page tables
 * @param cpuMillis thousandths of a core
 * @param processes processes and threads
 */
public record Resources(long memoryBytes, int cpuMillis, int processes) {

    /**
     * What a slice gets unless told otherwise: 256 MiB, as the acceptance of the main job states;
     * two cores, since a slice's JVM has its compiler and collector beside the step; 128 threads,
     * four times what such a JVM was seen to start.
     */
    public static final Resources STANDARD = new Resources(256L * 1024 * 1024, 2000, 128);

    public Resources {
        if (memoryBytes < 64L * 1024 * 1024 || cpuMillis < 10 || processes < 16) {
            throw new IllegalArgumentException(
                    "memory " + memoryBytes + ", cpu " + cpuMillis + ", processes " + processes);
        }
    }
}
