package io.runink.spi.connector;

/**
 * A batch that a source fills, row by row: {@link #begin}, any number of {@link #set}, {@link
 * #end}. Columns are numbered as the contract's fields are.
 */
public interface RowBatch {

    /** Whether the batch takes no more rows. Asked before each. */
    boolean full();

    /**
     * Begins a row; every column is absent until it is set.
     *
     * @param line where the row starts in the dataset, from 1
     */
    void begin(long line);

    /** Sets a column of the row to UTF-8 text. The bytes are copied. */
    void set(int column, byte[] utf8, int offset, int length);

    /** Ends the row. */
    void end();

    /**
     * Adds a row that cannot be parsed; it goes to the dead-letter queue.
     *
     * @param line where it starts in the dataset, from 1
     * @param malformation what is wrong
     * @param found what was there instead, in a few words, no data in it
     * @param raw the row's first bytes as they came, at most {@link #RAW_BYTES_MAX}; kept only
     *     where the contract holds nothing personal
     * @param length of {@code raw} that counts
     */
    void malformed(long line, Malformation malformation, String found, byte[] raw, int length);

    /** How much of a malformed row is kept: enough to recognise it, too little to matter. */
    int RAW_BYTES_MAX = 4096;
}
