package io.runink.slice;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a test hands to slices instead of descriptors. */
final class TestGrants {

    private TestGrants() {}

    record BytesGrant(byte[] bytes) implements Grant {
        @Override
        public InputStream input() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public OutputStream output() throws IOException {
            throw new IOException("read only");
        }

        @Override
        public void force() {}

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }

    record InputGrant(Path file) implements Grant {
        @Override
        public InputStream input() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public OutputStream output() throws IOException {
            throw new IOException("read only");
        }

        @Override
        public void force() {}

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }

    record OutputGrant(FileOutputStream output) implements Grant {
        @Override
        public InputStream input() throws IOException {
            throw new IOException("write only");
        }

        @Override
        public void force() throws IOException {
            output.getFD().sync();
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }

    record SpillGrant(Path file) implements Grant {
        @Override
        public InputStream input() throws IOException {
            throw new IOException("scratch space");
        }

        @Override
        public OutputStream output() throws IOException {
            throw new IOException("scratch space");
        }

        @Override
        public Scratch scratch() throws IOException {
            return new FileScratch(file);
        }

        @Override
        public void force() {}

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }

    record SocketGrant(SocketChannel channel) implements Grant {
        @Override
        public InputStream input() {
            return Channels.newInputStream(channel);
        }

        @Override
        public OutputStream output() {
            return Channels.newOutputStream(channel);
        }

        @Override
        public void force() {}

        @Override
        public void close() {
            cancel();
        }

        @Override
        public void cancel() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
