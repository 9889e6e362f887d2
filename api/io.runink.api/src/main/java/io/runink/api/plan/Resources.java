package io.runink.api.plan;

/**
 * What one slice may use.
 *
 * @param memoryBytes of everything: heap, direct, code, page tables
 * @param cpuMillis thousandths of a core
 * @param processes processes and threads
 * @param scratchBytes of unnamed files on disk, for what outgrows memory; 0 for none
 */
public record Resources(long memoryBytes, int cpuMillis, int processes, long scratchBytes) {

    /**
     * What a slice gets unless told otherwise: 256 MiB, as the acceptance of the main job states;
     * two cores, since a slice's JVM has its compiler and collector beside the step; 128 threads,
     * four times what such a JVM was seen to start.
     */
    public static final Resources STANDARD = new Resources(256L * 1024 * 1024, 2000, 128);

    /** Scratch space of a slice that may need some: sixteen times what the standard one holds. */
    public static final long SCRATCH_STANDARD = 4L * 1024 * 1024 * 1024;

    public Resources {
        if (memoryBytes < 64L * 1024 * 1024
                || cpuMillis < 10
                || processes < 16
                || scratchBytes < 0) {
            throw new IllegalArgumentException(
                    "memory "
                            + memoryBytes
                            + ", cpu "
                            + cpuMillis
                            + ", processes "
                            + processes
                            + ", scratch "
                            + scratchBytes);
        }
    }

    /** Without scratch space. */
    public Resources(long memoryBytes, int cpuMillis, int processes) {
        this(memoryBytes, cpuMillis, processes, 0);
    }

    /** The same, with other memory. */
    public Resources withMemory(long bytes) {
        return new Resources(bytes, cpuMillis, processes, scratchBytes);
    }

    /** The same, with scratch space. */
    public Resources withScratch(long bytes) {
        return new Resources(memoryBytes, cpuMillis, processes, bytes);
    }
}
