package io.runink.spi.exchange;

import java.io.IOException;

/** One end of a channel that keeps messages whole, whose other end another slice has. */
public interface EdgeSocket extends AutoCloseable {

    /** Its descriptor, open until {@link #close}. */
    int descriptor();

    @Override
    void close() throws IOException;
}
