package io.runink.spi.spill;

/** A file of scratch space: appended to, then read at any place. Used by one thread. */
public interface SpillFile extends AutoCloseable {

    /**
     * Appends bytes.
     *
     * @throws io.runink.api.error.RuninkException if the space is used up or the disk refuses
     */
    void append(byte[] bytes, int offset, int length);

    /**
     * Reads bytes, all of which must have been appended.
     *
     * @param position of the first, from 0
     * @throws io.runink.api.error.RuninkException if the disk refuses
     */
    void read(long position, byte[] into, int offset, int length);

    /** How many bytes were appended. */
    long length();

    /** Gives the space back. */
    @Override
    void close();
}
