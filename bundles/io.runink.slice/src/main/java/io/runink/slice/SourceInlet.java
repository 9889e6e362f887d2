package io.runink.slice;

import io.runink.api.error.RuninkException;
import io.runink.spi.connector.SourceReader;
import java.io.IOException;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Reads a source. */
final class SourceInlet implements Inlet {

    private final String uri;
    private final int source;
    private final SourceReader reader;
    private final SourceRows rows;
    private final Tail tail;
    private final SelfTime time;
    private final BufferAllocator allocator;

    /**
     * A source.
     *
     * @param source index of its node in the DAG
     */
    SourceInlet(
            String uri,
            int source,
            SourceReader reader,
            SourceRows rows,
            Tail tail,
            SelfTime time,
            BufferAllocator allocator) {
        this.uri = uri;
        this.source = source;
        this.reader = reader;
        this.rows = rows;
        this.tail = tail;
        this.time = time;
        this.allocator = allocator;
    }

    @Override
    public Set<Integer> sources() {
        return Set.of(source);
    }

    @Override
    public void run() throws IOException {
        boolean more = true;
        while (more) {
            long began = System.nanoTime();
            more = read();
            tail.counters().spent(System.nanoTime() - began);
            tail.counters().bytes(reader.bytesRead());
            time.enter(tail.counters());
            try {
                hand();
            } finally {
                time.leave();
            }
        }
        reader.close();
        tail.end();
    }

    private boolean read() {
        try {
            return reader.read(rows);
        } catch (RuninkException e) {
            throw e;
        } catch (IOException e) {
            throw Failures.input(uri, e);
        } catch (RuntimeException e) {
            throw Failures.plugin("the connector of '" + uri + "'", e);
        }
    }

    private void hand() throws IOException {
        int count = rows.takeCount();
        if (count == 0) {
            return;
        }
        tail.counters().came(count);
        VectorSchemaRoot batch = rows.take(allocator);
        tail.emit(batch);
    }
}
