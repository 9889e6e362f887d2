package io.runink.spill;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory outside the heap, all zeros at first, for as long as it is open. */
final class OffHeap implements AutoCloseable {

    private final Arena arena = Arena.ofShared();
    private final MemorySegment segment;

    OffHeap(long bytes) {
        segment = arena.allocate(bytes, 64);
    }

    MemorySegment segment() {
        return segment;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
