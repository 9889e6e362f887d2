package io.runink.spill;

/** Walks rows, each with its key. What an accessor gives holds until the next {@link #next}. */
public interface RowCursor extends AutoCloseable {

    /** Steps to the next row; false if there is none. */
    boolean next();

    /** The array that holds key and row. */
    byte[] bytes();

    /** Where the key begins. */
    int key();

    /** How many bytes the key has. */
    int keyLength();

    /** Where the row begins. */
    int row();

    /** How many bytes the row has. */
    int rowLength();

    @Override
    void close();
}
