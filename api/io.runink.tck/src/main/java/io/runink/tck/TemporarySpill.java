package io.runink.tck;

import io.runink.spi.spill.Spill;
import io.runink.spi.spill.SpillFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Scratch space for tests: a temporary file each, gone when it is closed. */
public final class TemporarySpill implements Spill {

    private long written;

    /** How many bytes were appended to all files. */
    public long written() {
        return written;
    }

    @Override
    public SpillFile create() {
        try {
            Path path = Files.createTempFile("runink", ".spill");
            return new File(
                    FileChannel.open(
                            path,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class File implements SpillFile {

        private final FileChannel channel;
        private long length;

        File(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void append(byte[] bytes, int offset, int count) {
            try {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
                while (buffer.hasRemaining()) {
                    int n = channel.write(buffer, length);
                    length += n;
                    written += n;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void read(long position, byte[] into, int offset, int count) {
            try {
                ByteBuffer buffer = ByteBuffer.wrap(into, offset, count);
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, position + buffer.position() - offset) < 0) {
                        throw new IndexOutOfBoundsException(
                                position + " + " + count + " of " + length);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
