package io.runink.schedule;

import io.runink.api.plan.Assignment;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import java.util.List;

/**
 * How much is needed or in use.
 *
 * @param slices processes: slices and the external commands beside them
 * @param cpuMillis thousandths of a core
 * @param memoryBytes memory
 * @param storageBytes scratch space on disk
 */
record Usage(long slices, long cpuMillis, long memoryBytes, long storageBytes) {

    private static final long MEBIBYTE = 1024 * 1024;

    static final Usage NONE = new Usage(0, 0, 0, 0);

    static Usage of(Plan plan) {
        Usage sum = NONE;
        for (SlicePlan slice : plan.slices()) {
            for (Resources process : slice.processes()) {
                sum =
                        sum.plus(
                                new Usage(
                                        1,
                                        process.cpuMillis(),
                                        process.memoryBytes(),
                                        process.scratchBytes()));
            }
        }
        return sum;
    }

    static Usage of(List<Assignment> assignments) {
        Usage sum = NONE;
        for (Assignment assignment : assignments) {
            sum = sum.plus(of(assignment.plan()));
        }
        return sum;
    }

    Usage plus(Usage other) {
        return new Usage(
                slices + other.slices,
                cpuMillis + other.cpuMillis,
                memoryBytes + other.memoryBytes,
                storageBytes + other.storageBytes);
    }

    boolean fitsIn(Usage limit) {
        return slices <= limit.slices
                && cpuMillis <= limit.cpuMillis
                && memoryBytes <= limit.memoryBytes
                && storageBytes <= limit.storageBytes;
    }

    /** For people; an agent bounds neither slices nor scratch space: they are left out for it. */
    String text(boolean ofHerd) {
        String cpu = cpuMillis + " thousandths of a core";
        String memory = memoryBytes / MEBIBYTE + " MiB";
        return ofHerd
                ? slices
                        + (slices == 1 ? " slice, " : " slices, ")
                        + cpu
                        + ", "
                        + memory
                        + " and "
                        + storageBytes / MEBIBYTE
                        + " MiB on disk"
                : cpu + " and " + memory;
    }
}
