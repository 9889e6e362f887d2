package io.runink.exchange;

import io.runink.spi.exchange.EdgeWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/**
 * Writes an Arrow IPC stream. Arrow's end-of-stream marker is what tells a complete edge from one
 * whose producer died; a writer that is closed without {@link #end} leaves it out.
 */
final class StreamWriter implements EdgeWriter {

    private final ArrowStreamWriter writer;
    private final OutputStream stream;
    private boolean started;
    private boolean ended;

    StreamWriter(VectorSchemaRoot rows, OutputStream stream) {
        this.stream = stream;
        this.writer = new ArrowStreamWriter(rows, null, Channels.newChannel(stream));
    }

    @Override
    public void write() throws IOException {
        start();
        writer.writeBatch();
    }

    @Override
    public void end() throws IOException {
        start();
        writer.end();
        stream.flush();
        ended = true;
    }

    private void start() throws IOException {
        if (!started) {
            started = true;
            writer.start();
        }
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            // Closing writes the end-of-stream marker unless it is written: only safe after end().
            writer.close();
        }
        stream.close();
    }
}
