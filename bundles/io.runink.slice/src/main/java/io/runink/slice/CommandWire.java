package io.runink.slice;

import io.runink.spi.exchange.EdgeWriter;
import io.runink.spi.exchange.Exchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** How rows are written to a command. */
interface CommandWire {

    /** The parameter of a step that says which. */
    String PARAMETER = "wire";

    /** JSON lines; without the parameter it is an Arrow IPC stream. */
    String JSON_LINES = "jsonl";

    /** Writes rows, which stay the caller's. */
    void write(VectorSchemaRoot batch) throws IOException;

    /** Says that these were all. */
    void end() throws IOException;

    /** An Arrow IPC stream. */
    static CommandWire arrow(
            Schema schema, Exchange exchange, OutputStream stream, BufferAllocator allocator) {
        VectorSchemaRoot rows = VectorSchemaRoot.create(schema, allocator);
        EdgeWriter writer = exchange.writer(rows, stream);
        return new CommandWire() {
            @Override
            public void write(VectorSchemaRoot batch) throws IOException {
                try {
                    Batches.move(batch, rows);
                    writer.write();
                } finally {
                    rows.clear();
                }
            }

            @Override
            public void end() throws IOException {
                writer.end();
                writer.close();
                rows.close();
            }
        };
    }

    /** An object a line. */
    static CommandWire jsonLines(Schema schema, OutputStream stream) {
        BufferedOutputStream buffered = new BufferedOutputStream(stream, 1 << 16);
        JsonLines lines = new JsonLines(schema);
        return new CommandWire() {
            @Override
            public void write(VectorSchemaRoot batch) throws IOException {
                lines.write(batch, buffered);
                buffered.flush();
            }

            @Override
            public void end() throws IOException {
                buffered.close();
            }
        };
    }
}
