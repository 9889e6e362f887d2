package io.runink.slice;

import io.runink.spi.connector.Connector;
import io.runink.spi.connector.RowBatch;
import io.runink.spi.connector.SinkContext;
import io.runink.spi.connector.SinkWriter;
import io.runink.spi.connector.SourceContext;
import io.runink.spi.connector.SourceReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Stands in where a rehearsing slice has no connector of its own: rows of text, and a sink. */
final class StandInConnector implements Connector {

    static final String SCHEME = "rehearsal";

    private final List<byte[]> rows;

    /**
     * A stand-in.
     *
     * @param rows the text of each row's only column
     */
    StandInConnector(List<String> rows) {
        this.rows = rows.stream().map(row -> row.getBytes(StandardCharsets.UTF_8)).toList();
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public SourceReader source(SourceContext context) {
        return new SourceReader() {
            private int next;

            @Override
            public int batchRows() {
                return rows.size();
            }

            @Override
            public boolean read(RowBatch batch) {
                while (next < rows.size() && !batch.full()) {
                    byte[] row = rows.get(next++);
                    batch.begin(next);
                    batch.set(0, row, 0, row.length);
                    batch.end();
                }
                return next < rows.size();
            }

            @Override
            public long bytesRead() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SinkWriter sink(SinkContext context) {
        return new SinkWriter() {
            @Override
            public void write(VectorSchemaRoot batch) {}

            @Override
            public void prepare(long epoch) {}

            @Override
            public void close() {}
        };
    }
}
