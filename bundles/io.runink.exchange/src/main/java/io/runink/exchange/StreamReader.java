package io.runink.exchange;

import io.runink.api.error.RuninkException;
import io.runink.spi.exchange.EdgeReader;
import java.io.IOException;
import java.io.InputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/** Reads an Arrow IPC stream from a peer it does not trust. */
final class StreamReader implements EdgeReader {

    private final ArrowStreamReader reader;
    private final BatchShape shape = new BatchShape();

    StreamReader(InputStream stream, BufferAllocator allocator) {
        this.reader =
                new ArrowStreamReader(
                        new BoundedMessages(new FramedChannel(stream), allocator), allocator);
    }

    @Override
    public VectorSchemaRoot rows() throws IOException {
        try {
            return reader.getVectorSchemaRoot();
        } catch (RuninkException | OutOfMemoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw malformed(e);
        }
    }

    @Override
    public boolean next() throws IOException {
        VectorSchemaRoot rows = rows();
        try {
            if (!reader.loadNextBatch()) {
                return false;
            }
            shape.verify(rows);
            return true;
        } catch (RuninkException | OutOfMemoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw malformed(e);
        }
    }

    /** Whatever the flatbuffers code throws on crafted metadata. */
    private static RuninkException malformed(RuntimeException e) {
        return new RuninkException(
                ExchangeError.MESSAGE_MALFORMED.problem(
                        "an edge carried a message that Arrow refused ("
                                + e.getClass().getSimpleName()
                                + "), expected a batch of its schema",
                        "see the log of the slice at the other end"),
                e);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
