package io.runink.slice;

import io.runink.api.slice.SliceMessage.Written;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of an output on their way: buffered, counted and digested. */
final class StagedOutput extends OutputStream {

    private static final int BUFFER_BYTES = 128 * 1024;

    private final String uri;
    private final OutputStream file;
    private final MessageDigest sha256;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long bytes;

    StagedOutput(String uri, OutputStream file) {
        this.uri = uri;
        this.file = file;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void write(int value) {
        if (buffered == BUFFER_BYTES) {
            drain();
        }
        buffer[buffered++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        if (length > BUFFER_BYTES - buffered) {
            drain();
        }
        if (length >= BUFFER_BYTES) {
            pass(from, offset, length);
        } else {
            System.arraycopy(from, offset, buffer, buffered, length);
            buffered += length;
        }
    }

    @Override
    public void flush() {
        drain();
    }

    private void drain() {
        pass(buffer, 0, buffered);
        buffered = 0;
    }

    private void pass(byte[] from, int offset, int length) {
        try {
            file.write(from, offset, length);
        } catch (IOException e) {
            // Said here, where the output is known: a connector may wrap what it does not know.
            throw Failures.output(uri, e);
        }
        sha256.update(from, offset, length);
        bytes += length;
    }

    /** What was written; once, at the end. */
    Written written(String node, long rows) {
        return new Written(node, rows, bytes, HexFormat.of().formatHex(sha256.digest()));
    }
}
