package io.runink.exchange;

import io.runink.posix.SharedMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.apache.arrow.memory.ForeignAllocation;

/**
 * The slots of a ring as its consumer has them: lent with the batches in them, let go in any order
 * and by any thread. The memory stays mapped until the last is let go.
 */
final class Loans {

    private final SharedMemory ring;
    private final SharedMemory page;
    private final RingChannel channel;
    private final long slotBytes;
    private final boolean[] lent = new boolean[RingShape.SLOTS];
    private int held;
    private boolean closed;

    /**
     * All slots of a ring.
     *
     * @param ring the producer's memory; closed by this
     * @param page the consumer's; closed by this
     */
    Loans(SharedMemory ring, SharedMemory page, RingChannel channel, long slotBytes) {
        this.ring = ring;
        this.page = page;
        this.channel = channel;
        this.slotBytes = slotBytes;
    }

    long slotBytes() {
        return slotBytes;
    }

    /** How many batches were sent. */
    long sent() {
        return RingShape.load(ring.segment(), RingShape.HEAD);
    }

    /** What entry a batch has that was sent: its slot, or one more round for pieces. */
    synchronized int entry(long number) {
        long place = RingShape.ENTRIES + number % RingShape.SLOTS * 8;
        long entry = ring.segment().get(ValueLayout.JAVA_LONG, place);
        if (entry < 0 || entry >= 2 * RingShape.SLOTS || lent[(int) entry % RingShape.SLOTS]) {
            throw BatchShape.refuse("slot '" + entry + "'", "one that is free");
        }
        return (int) entry;
    }

    /** Copies the words of the batch in a slot. */
    void describe(int slot, long[] into) {
        MemorySegment.copy(
                ring.segment(),
                ValueLayout.JAVA_LONG,
                RingShape.slotAt(slot, slotBytes),
                into,
                0,
                into.length);
    }

    /** What is in a slot from some place on, to copy. */
    ByteBuffer content(int slot, long at, long bytes) {
        return ring.segment().asSlice(RingShape.slotAt(slot, slotBytes) + at, bytes).asByteBuffer();
    }

    /**
     * Whether a slot can be lent: the producer keeps one to write and one that waits to be read, so
     * that it never waits for a batch that is held.
     */
    synchronized boolean spare() {
        return held < RingShape.SLOTS - 2;
    }

    /** Lends a part of a slot, until Arrow counts no reference to it. */
    synchronized ForeignAllocation lend(int slot, long number, long at, long bytes) {
        lent[slot] = true;
        held++;
        long address = ring.segment().address() + RingShape.slotAt(slot, slotBytes) + at;
        return new ForeignAllocation(bytes, address) {
            @Override
            protected void release0() {
                back(slot, number);
            }
        };
    }

    private synchronized void back(int slot, long number) {
        lent[slot] = false;
        held--;
        letGo(slot, number);
        if (closed && held == 0) {
            unmap();
        }
    }

    /** Lets a slot go that was not lent. */
    synchronized void letGo(int slot, long number) {
        RingShape.store(page.segment(), RingShape.RELEASED + slot * 8L, number + 1);
        if (!closed && RingShape.load(ring.segment(), RingShape.SLEEPS) != 0) {
            channel.wake();
        }
    }

    /** Ends it; batches that are still held stay readable. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            if (held == 0) {
                unmap();
            }
        }
    }

    private void unmap() {
        ring.close();
        page.close();
    }
}
