package io.runink.schedule;

import io.runink.api.plan.Assignment;
import io.runink.api.plan.Plan;
import io.runink.api.plan.SlicePlan;
import java.util.List;

/**
 * How much is needed or in use.
 *
 * @param slices processes
 * @param cpuMillis thousandths of a core
 * @param memoryBytes memory
 */
record Usage(long slices, long cpuMillis, long memoryBytes) {

    static final Usage NONE = new Usage(0, 0, 0);

    static Usage of(Plan plan) {
        Usage sum = NONE;
        for (SlicePlan slice : plan.slices()) {
            sum =
                    sum.plus(
                            new Usage(
                                    1,
                                    slice.resources().cpuMillis(),
                                    slice.resources().memoryBytes()));
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
                memoryBytes + other.memoryBytes);
    }

    boolean fitsIn(Usage limit) {
        return slices <= limit.slices
                && cpuMillis <= limit.cpuMillis
                && memoryBytes <= limit.memoryBytes;
    }

    /** For people; an agent has no bound on slices, so they are left out for it. */
    String text(boolean withSlices) {
        String rest =
                cpuMillis + " thousandths of a core and " + memoryBytes / (1024 * 1024) + " MiB";
        return withSlices ? slices + (slices == 1 ? " slice, " : " slices, ") + rest : rest;
    }
}
