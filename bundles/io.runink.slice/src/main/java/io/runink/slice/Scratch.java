package io.runink.slice;

import java.io.IOException;

/** A file to write and read at any place. Safe for threads. */
interface Scratch {

    /** Writes bytes from a place on. */
    void write(long position, byte[] from, int offset, int length) throws IOException;

    /** Reads bytes from a place on, all of which were written. */
    void read(long position, byte[] into, int offset, int length) throws IOException;
}
