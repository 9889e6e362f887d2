package io.runink.slice;

import io.runink.posix.Posix;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A descriptor of a file that is written and read by position. Its grant closes it. */
final class PosixScratch implements Scratch {

    /** Bytes of one call: the channel copies each through memory outside the heap. */
    private static final int CALL_BYTES_MAX = 256 * 1024;

    /** How much may wait for its disk. */
    private static final long WINDOW_BYTES = 8L * 1024 * 1024;

    private final int descriptor;
    private final FileChannel readable;
    private final FileChannel writable;
    private long waiting;

    // The channels are views of a descriptor that the grant owns.
    @SuppressWarnings("resource")
    PosixScratch(int descriptor, FileDescriptor adopted) {
        this.descriptor = descriptor;
        this.readable = new FileInputStream(adopted).getChannel();
        this.writable = new FileOutputStream(adopted).getChannel();
    }

    @Override
    public void write(long position, byte[] from, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int part = Math.min(CALL_BYTES_MAX, length - done);
            done += writable.write(ByteBuffer.wrap(from, offset + done, part), position + done);
        }
        begin(length);
    }

    /**
     * Begins to write what waits: pages that their disk has can be let go at once when the slice
     * needs their memory, and stay at hand as long as it does not.
     */
    private synchronized void begin(int length) {
        waiting += length;
        if (waiting >= WINDOW_BYTES) {
            waiting = 0;
            Posix.beginWriting(descriptor, 0, 0);
        }
    }

    @Override
    public void read(long position, byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int part = Math.min(CALL_BYTES_MAX, length - done);
            ByteBuffer buffer = ByteBuffer.wrap(into, offset + done, part);
            int count = readable.read(buffer, position + done);
            if (count < 0) {
                throw new EOFException();
            }
            done += count;
        }
    }
}
