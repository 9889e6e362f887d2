package io.runink.exchange;

import aQute.bnd.annotation.spi.ServiceProvider;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeSocket;
import io.runink.spi.exchange.EdgeWriter;
import io.runink.spi.exchange.Exchange;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Carries Arrow batches: in a ring of slots in shared memory, or as an IPC stream, whose
 * back-pressure is the socket's.
 */
@ServiceProvider(value = Exchange.class, resolution = "optional")
public final class ArrowExchange implements Exchange {

    @Override
    public EdgeWriter writer(VectorSchemaRoot rows, OutputStream stream) {
        return new StreamWriter(rows, stream);
    }

    @Override
    public EdgeReader reader(InputStream stream, BufferAllocator allocator) {
        return new StreamReader(stream, allocator);
    }

    @Override
    public EdgeWriter writer(VectorSchemaRoot rows, EdgeSocket socket, long slotBytes) {
        return new RingWriter(rows, socket, slotBytes);
    }

    @Override
    public EdgeReader reader(Schema schema, EdgeSocket socket, BufferAllocator allocator) {
        return new RingReader(schema, socket, allocator);
    }
}
