package io.runink.agent;

import io.runink.api.dag.Edge;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.SlicePlan;
import java.util.List;

/**
 * How much memory the edges out of a slice may share, four slots each. It is charged to that slice,
 * page by page as it is first written: a sixteenth of what the slice may use, of 256 MiB 16. So one
 * edge has slots of 4 MiB, which hold the usual batch of 2 MiB of text with its offsets; a larger
 * batch travels in parts.
 */
final class EdgeMemory {

    private static final int SLOTS = 4;

    private static final long PAGE_BYTES = 4096;

    /** Below this, a hand-off would cost more than the rows in it. */
    private static final long SLOT_BYTES_MIN = 64 * 1024;

    /** Rejections are few and mostly small, and every step has an edge for them. */
    private static final long REJECTIONS_BYTES = 128 * 1024;

    private EdgeMemory() {}

    /** Bytes of each slot of an edge. */
    static long slotBytes(Assignment assignment, Edge edge) {
        SlicePlan slice = assignment.plan().sliceOf(edge.from());
        List<Edge> out =
                assignment.plan().crossings().stream()
                        .filter(it -> slice.nodes().contains(it.from()))
                        .toList();
        long rejections = out.stream().filter(EdgeMemory::rejects).count();
        return slotBytes(
                slice.resources().memoryBytes(), out.size() - rejections, rejections, edge);
    }

    private static boolean rejects(Edge edge) {
        return edge.kind() == Edge.Kind.REJECTIONS;
    }

    /**
     * The same by counts.
     *
     * @param rows edges out of the slice that rows go on by
     * @param rejections edges out of it for what is rejected
     */
    static long slotBytes(long memoryBytes, long rows, long rejections, Edge edge) {
        long budget = memoryBytes / 16;
        long forRejections = Math.min(budget / 4, rejections * SLOTS * REJECTIONS_BYTES);
        long bytes =
                rejects(edge)
                        ? forRejections / rejections / SLOTS
                        : (budget - forRejections) / rows / SLOTS;
        return Math.max(SLOT_BYTES_MIN, bytes / PAGE_BYTES * PAGE_BYTES);
    }
}
