package io.runink.slice;

import io.runink.spi.exchange.EdgeSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream that the agent opened and handed over. */
interface Grant {

    /** To read from. One call. */
    InputStream input() throws IOException;

    /** To write to. One call. */
    OutputStream output() throws IOException;

    /** A channel to another slice. One call. */
    default EdgeSocket socket() throws IOException {
        throw new IOException("it is no channel of messages");
    }

    /** To write and read at any place of a file. One call. */
    default Scratch scratch() throws IOException {
        throw new IOException("it is no scratch space");
    }

    /** Waits until what was written is durable. */
    void force() throws IOException;

    /** Ends it both ways, so that whoever waits for it, here or there, goes on with an error. */
    void cancel();

    /** Lets it go, whether it was used or not. */
    void close();
}
