package io.runink.connector.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window on a stream that keeps the record at hand in one piece: from {@link #start} to {@link
 * #end}, in {@link #bytes}. It grows to the record limit and no further.
 */
final class RecordBuffer {

    /** Fewer system calls do not pay beyond this. */
    private static final int CHUNK = 256 * 1024;

    private final InputStream input;
    private final int limit;
    private byte[] bytes = new byte[CHUNK];
    private int start;
    private int end;
    private long read;

    RecordBuffer(InputStream input, int limit) {
        this.input = input;
        this.limit = limit;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the record at hand begins. */
    int start() {
        return start;
    }

    /** Where what was read so far ends. */
    int end() {
        return end;
    }

    /** Bytes read from the stream. */
    long read() {
        return read;
    }

    /** Bytes of the record at hand that are here. */
    int held() {
        return end - start;
    }

    /** The next record begins here. */
    void startAt(int position) {
        start = position;
    }

    /**
     * Reads more behind {@link #end}; positions move back by the value of {@link #start}, which
     * becomes 0. False at the end of the stream. The caller sees to it that what is held does not
     * pass the limit by more than one call adds.
     */
    boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == bytes.length) {
            // Doubling up to 4 MiB, then straight to the limit: two large arrays at once are dear.
            int wanted = end < 4 << 20 ? end * 2 : limit + CHUNK;
            bytes = Arrays.copyOf(bytes, Math.max(end + 1, Math.min(wanted, limit + CHUNK)));
        }
        int count = input.read(bytes, end, bytes.length - end);
        if (count < 0) {
            return false;
        }
        end += count;
        read += count;
        return true;
    }

    /** Skips a byte order mark at the beginning of the stream. */
    void skipByteOrderMark() throws IOException {
        while (held() < 3 && fill()) {
            // A stream may hand out a byte at a time.
        }
        if (held() >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF) {
            start = 3;
        }
    }
}
