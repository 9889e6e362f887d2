package io.runink.slice;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Scratch space in a file of the test's folder. */
final class FileScratch implements Scratch {

    private final RandomAccessFile file;

    FileScratch(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** How long the file has become. */
    long length() throws IOException {
        return file.length();
    }

    @Override
    public synchronized void write(long position, byte[] from, int offset, int length)
            throws IOException {
        file.seek(position);
        file.write(from, offset, length);
    }

    @Override
    public synchronized void read(long position, byte[] into, int offset, int length)
            throws IOException {
        file.seek(position);
        if (file.read(into, offset, length) < length) {
            throw new EOFException();
        }
    }
}
