package io.runink.spi.exchange;

import java.io.InputStream;
import java.io.OutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Carries batches over an edge, by one of two wires: memory that both slices share, or a stream.
 * Found through {@code ServiceLoader} in a slice.
 */
public interface Exchange {

    /**
     * The producing end of a stream.
     *
     * @param rows the root whose content each {@link EdgeWriter#write} sends
     * @param stream a connected stream; the writer closes it
     */
    EdgeWriter writer(VectorSchemaRoot rows, OutputStream stream);

    /**
     * The consuming end of a stream.
     *
     * @param stream a connected stream; the reader closes it
     * @param allocator for the batches
     */
    EdgeReader reader(InputStream stream, BufferAllocator allocator);

    /**
     * The producing end of shared memory. A batch larger than a slot arrives as several.
     *
     * @param rows the root whose content each {@link EdgeWriter#write} sends; scalar columns only
     * @param socket to the consumer; the writer closes it
     * @param slotBytes how much one batch may take of the memory, which has four such slots: a
     *     whole number of pages of 4 KiB
     */
    EdgeWriter writer(VectorSchemaRoot rows, EdgeSocket socket, long slotBytes);

    /**
     * The consuming end of shared memory. Its batches lie where the producer wrote them and cannot
     * be written to; each holds its slot until it is closed.
     *
     * @param schema what the edge carries; a producer of other columns is refused
     * @param socket to the producer; the reader closes it
     * @param allocator for the batches
     */
    EdgeReader reader(Schema schema, EdgeSocket socket, BufferAllocator allocator);
}
