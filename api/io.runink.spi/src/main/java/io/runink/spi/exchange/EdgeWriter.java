package io.runink.spi.exchange;

import java.io.IOException;

/** The producing end of an edge. Used by one thread. */
public interface EdgeWriter extends AutoCloseable {

    /** Sends the root's rows; blocks while the consumer is behind. */
    void write() throws IOException;

    /** Says that all rows were sent. An edge that is closed without this is broken. */
    void end() throws IOException;

    @Override
    void close() throws IOException;
}
