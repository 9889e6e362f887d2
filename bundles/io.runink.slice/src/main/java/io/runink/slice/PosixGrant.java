package io.runink.slice;

import io.runink.posix.Posix;
import io.runink.spi.exchange.EdgeSocket;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A descriptor that travelled. Once it is closed its number may be anybody's, so whoever ends it
 * looks first whether it is still this one's.
 */
final class PosixGrant implements Grant {

    private final int descriptor;
    private final FileDescriptor adopted;

    PosixGrant(int descriptor) {
        this.descriptor = descriptor;
        this.adopted = Posix.adopt(descriptor);
    }

    @Override
    public synchronized InputStream input() {
        return new FileInputStream(adopted) {
            @Override
            public void close() throws IOException {
                synchronized (PosixGrant.this) {
                    super.close();
                }
            }
        };
    }

    @Override
    public synchronized OutputStream output() {
        return new Written();
    }

    @Override
    public EdgeSocket socket() {
        return new EdgeSocket() {
            @Override
            public int descriptor() {
                return descriptor;
            }

            @Override
            public void close() {
                PosixGrant.this.close();
            }
        };
    }

    @Override
    public synchronized Scratch scratch() {
        return new PosixScratch(descriptor, adopted);
    }

    @Override
    public synchronized void force() throws IOException {
        adopted.sync();
    }

    @Override
    public synchronized void cancel() {
        if (adopted.valid()) {
            try {
                Posix.shutdown(descriptor);
            } catch (RuntimeException e) {
                // A file, which nobody waits for.
            }
        }
    }

    /**
     * What is written goes to its disk while writing goes on. Left to the kernel, a slice's pages
     * would wait until its memory limit forces them out, and its peak would be that limit.
     */
    private final class Written extends FileOutputStream {

        /** How much may wait: large enough for a disk, small beside a slice's memory. */
        private static final long WINDOW_BYTES = 8L * 1024 * 1024;

        private long written;
        private long begun;

        Written() {
            super(adopted);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            super.write(from, offset, length);
            written += length;
            if (written - begun >= WINDOW_BYTES) {
                Posix.beginWriting(descriptor, begun, written - begun);
                if (begun > 0) {
                    Posix.releaseWritten(descriptor, 0, begun);
                }
                begun = written;
            }
        }

        @Override
        public void close() throws IOException {
            synchronized (PosixGrant.this) {
                super.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        if (!adopted.valid()) {
            return;
        }
        try {
            // A stream's close also marks the descriptor as closed.
            new FileInputStream(adopted).close();
        } catch (IOException e) {
            Failures.log("a descriptor cannot be closed", e);
        }
    }
}
