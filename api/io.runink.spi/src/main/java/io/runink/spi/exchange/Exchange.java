package io.runink.spi.exchange;

import java.io.InputStream;
import java.io.OutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Carries batches over an edge. Found through {@code ServiceLoader} in a slice. */
public interface Exchange {

    /**
     * The producing end.
     *
     * @param rows the root whose content each {@link EdgeWriter#write} sends
     * @param stream a connected stream; the writer closes it
     */
    EdgeWriter writer(VectorSchemaRoot rows, OutputStream stream);

    /**
     * The consuming end.
     *
     * @param stream a connected stream; the reader closes it
     * @param allocator for the batches
     */
    EdgeReader reader(InputStream stream, BufferAllocator allocator);
}
