package io.runink.exchange;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.jspecify.annotations.Nullable;

/** Makes the columns of a root out of one stretch of memory. */
final class BatchLoader {

    private final VectorSchemaRoot rows;
    private final BatchLayout layout;
    private final BufferAllocator allocator;

    /** By slot: offsets that were copied out of it, used again when it is. */
    private final @Nullable ArrowBuf[] copies = new @Nullable ArrowBuf[RingShape.SLOTS];

    private int[] offsets = new int[0];

    BatchLoader(VectorSchemaRoot rows, BatchLayout layout, BufferAllocator allocator) {
        this.rows = rows;
        this.layout = layout;
        this.allocator = allocator;
    }

    /** Loads what was laid out last from memory that nobody else can write. */
    void load(ArrowBuf body, long[] described) {
        load(body, described, null);
    }

    /**
     * Loads what was laid out last from a slot, whose producer can still write it: offsets are
     * copied before they are looked at, so that they stay what they were.
     */
    void loadShared(ArrowBuf body, long[] described, int slot) {
        long bytes = (described.length - 1) * (described[0] + 1) * 4;
        load(body, described, bytes == 0 ? null : copy(slot, bytes));
    }

    private ArrowBuf copy(int slot, long bytes) {
        ArrowBuf copy = copies[slot];
        if (copy == null || copy.capacity() < bytes || copy.refCnt() > 1) {
            copies[slot] = null;
            if (copy != null) {
                copy.close();
            }
            copy = allocator.buffer(bytes);
            copies[slot] = copy;
        }
        return copy;
    }

    private void load(ArrowBuf body, long[] described, @Nullable ArrowBuf copies) {
        int count = (int) described[0];
        ArrowFieldNode node = new ArrowFieldNode(count, 0);
        List<ArrowBuf> buffers = new ArrayList<>(3);
        int buffer = 0;
        int column = 0;
        long copied = 0;
        for (FieldVector vector : rows.getFieldVectors()) {
            buffers.clear();
            buffers.add(part(body, buffer++));
            if (layout.variable(column++)) {
                ArrowBuf ends = part(body, buffer++);
                read(ends, count, layout.length(buffer));
                if (copies != null) {
                    long length = (count + 1) * 4L;
                    ends = copies.slice(copied, length);
                    copied += length;
                    ints(ends, count).put(offsets, 0, count + 1);
                }
                buffers.add(ends);
            }
            buffers.add(part(body, buffer++));
            vector.loadFieldBuffers(node, buffers);
        }
        rows.setRowCount(count);
    }

    private ArrowBuf part(ArrowBuf body, int buffer) {
        return body.slice(layout.place(buffer), layout.length(buffer));
    }

    private void read(ArrowBuf ends, int count, long bytes) {
        if (offsets.length < count + 1) {
            offsets = new int[count + 1];
        }
        ints(ends, count).get(offsets, 0, count + 1);
        BatchShape.verify(offsets, count, bytes);
    }

    private static IntBuffer ints(ArrowBuf ends, int count) {
        return ends.nioBuffer(0, (count + 1) * 4).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    }

    void close() {
        for (int slot = 0; slot < copies.length; slot++) {
            ArrowBuf copy = copies[slot];
            copies[slot] = null;
            if (copy != null) {
                copy.close();
            }
        }
    }
}
