package io.runink.exchange;

import aQute.bnd.annotation.spi.ServiceProvider;
import io.runink.spi.exchange.EdgeReader;
import io.runink.spi.exchange.EdgeWriter;
import io.runink.spi.exchange.Exchange;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Carries batches as an Arrow IPC stream. Back-pressure is the socket's. */
@ServiceProvider(value = Exchange.class, resolution = "optional")
public final class StreamExchange implements Exchange {

    @Override
    public EdgeWriter writer(VectorSchemaRoot rows, OutputStream stream) {
        return new StreamWriter(rows, stream);
    }

    @Override
    public EdgeReader reader(InputStream stream, BufferAllocator allocator) {
        return new StreamReader(stream, allocator);
    }
}
