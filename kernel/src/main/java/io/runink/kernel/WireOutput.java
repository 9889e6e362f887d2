package io.runink.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * An output stream whose bytes travel as frames of one kind, gathered until it is flushed; errors
 * and progress are not gathered.
 */
final class WireOutput extends OutputStream {

    /** Large enough for a screen of text in one frame. */
    private static final int GATHERED_MAX = 8 * 1024;

    private final Wire wire;
    private final Wire.Kind kind;
    private final byte[] gathered = new byte[GATHERED_MAX];
    private int count;

    WireOutput(Wire wire, Wire.Kind kind) {
        this.wire = wire;
        this.kind = kind;
    }

    /** A print stream over it that flushes after each line. */
    PrintStream printer() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int value) throws IOException {
        if (count == GATHERED_MAX) {
            flush();
        }
        gathered[count++] = (byte) value;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (count == GATHERED_MAX) {
                flush();
            }
            int some = Math.min(length - done, GATHERED_MAX - count);
            System.arraycopy(bytes, offset + done, gathered, count, some);
            count += some;
            done += some;
        }
        if (kind == Wire.Kind.ERROR) {
            flush();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        if (count > 0) {
            int length = count;
            count = 0;
            wire.send(kind, gathered, 0, length);
        }
    }
}
