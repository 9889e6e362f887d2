package io.runink.slice;

import io.runink.api.error.RuninkException;
import io.runink.spi.spill.Spill;
import io.runink.spi.spill.SpillFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Scratch space in the one file that the slice was granted, dealt out in extents; those of files
 * that were closed are dealt out again.
 */
final class GrantedSpill implements Spill {

    /** Large enough for a disk, small beside what a step writes when it must. */
    static final int EXTENT_BYTES = 1 << 20;

    private final @Nullable Scratch scratch;
    private final long extentsMax;

    /**
     * Extents that were given back; the lowest are dealt out first, so that the file stays short.
     */
    private final Queue<Integer> free = new PriorityQueue<>();

    private int dealt;

    /**
     * A slice's space.
     *
     * @param scratch null where it was granted none
     * @param bytes the bound
     */
    GrantedSpill(@Nullable Scratch scratch, long bytes) {
        this.scratch = scratch;
        this.extentsMax = Math.min(bytes / EXTENT_BYTES, Integer.MAX_VALUE);
    }

    @Override
    public SpillFile create() {
        if (scratch == null) {
            throw Grants.refused("the slice was granted no scratch space");
        }
        return new Extents(scratch);
    }

    private synchronized int take() {
        Integer again = free.poll();
        if (again != null) {
            return again;
        }
        if (dealt >= extentsMax) {
            throw SliceError.SCRATCH_FULL.exception(
                    "the slice used up its '"
                            + extentsMax
                            + "' MiB of scratch space, expected its steps and rules to fit",
                    "make room where scratch space is, or split the input");
        }
        return dealt++;
    }

    private synchronized void give(int[] extents, int count) {
        for (int i = 0; i < count; i++) {
            free.add(extents[i]);
        }
    }

    private static RuninkException refused(IOException thrown) {
        return new RuninkException(
                SliceError.SCRATCH_REFUSED.problem(
                        "scratch space failed with '" + Failures.reason(thrown) + "'",
                        "make room where scratch space is, then run again"),
                thrown);
    }

    /** A file as a row of extents. */
    private final class Extents implements SpillFile {

        private final Scratch file;
        private int[] extents = new int[4];
        private int count;
        private long length;
        private boolean closed;

        Extents(Scratch file) {
            this.file = file;
        }

        @Override
        public void append(byte[] bytes, int offset, int more) {
            Objects.checkFromIndexSize(offset, more, bytes.length);
            open();
            int done = 0;
            while (done < more) {
                int within = (int) (length % EXTENT_BYTES);
                if (within == 0) {
                    grow();
                }
                int part = Math.min(EXTENT_BYTES - within, more - done);
                try {
                    file.write(place(length), bytes, offset + done, part);
                } catch (IOException e) {
                    throw refused(e);
                }
                length += part;
                done += part;
            }
        }

        private void grow() {
            if (count == extents.length) {
                extents = Arrays.copyOf(extents, 2 * count);
            }
            extents[count++] = take();
        }

        /** Where a byte of this file lies in the slice's. */
        private long place(long position) {
            int extent = extents[(int) (position / EXTENT_BYTES)];
            return (long) extent * EXTENT_BYTES + position % EXTENT_BYTES;
        }

        @Override
        public void read(long position, byte[] into, int offset, int wanted) {
            Objects.checkFromIndexSize(offset, wanted, into.length);
            Objects.checkFromIndexSize(position, wanted, length);
            open();
            int done = 0;
            while (done < wanted) {
                long from = position + done;
                int part = (int) Math.min(EXTENT_BYTES - from % EXTENT_BYTES, (long) wanted - done);
                try {
                    file.read(place(from), into, offset + done, part);
                } catch (IOException e) {
                    throw refused(e);
                }
                done += part;
            }
        }

        private void open() {
            if (closed) {
                throw new IllegalStateException("the file is closed");
            }
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                give(extents, count);
            }
        }
    }
}
