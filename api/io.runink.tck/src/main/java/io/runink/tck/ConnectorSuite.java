package io.runink.tck;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.spi.connector.Connector;
import io.runink.spi.connector.Malformation;
import io.runink.spi.connector.SinkContext;
import io.runink.spi.connector.SinkWriter;
import io.runink.spi.connector.SourceContext;
import io.runink.spi.connector.SourceReader;
import io.runink.spi.contract.Lexemes;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.TypedColumns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Tries a connector the way a slice uses it. A plug-in author's test makes one and calls what
 * applies, with samples of its own; every method throws {@link AssertionError} where the connector
 * breaks a promise of the SPI.
 */
public final class ConnectorSuite {

    private static final String URI = "tck:///sample";

    private final Connector connector;
    private final Map<String, String> settings;

    /**
     * A suite.
     *
     * @param connector to try
     * @param settings of its plug-in
     */
    public ConnectorSuite(Connector connector, Map<String, String> settings) {
        this.connector = connector;
        this.settings = Map.copyOf(settings);
    }

    /**
     * A row that was read.
     *
     * @param line where it starts
     * @param values texts, null where absent
     */
    public record Row(long line, List<@Nullable String> values) {}

    /** A row that could not be read. */
    public record Malformed(long line, Malformation malformation, String raw) {}

    /** What came of a dataset. */
    public record Read(List<Row> rows, List<Malformed> malformed, int batches, long bytes) {}

    /** Reads a dataset in batches of the connector's own size. */
    public Read read(Contract contract, byte[] dataset) throws IOException {
        return read(contract, new ByteArrayInputStream(dataset), Integer.MAX_VALUE);
    }

    private Read read(Contract contract, InputStream dataset, int batchRows) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<Malformed> malformed = new ArrayList<>();
        int batches = 0;
        try (SourceReader reader =
                connector.source(new SourceContext(URI, dataset, contract, settings))) {
            int most = Math.min(batchRows, reader.batchRows());
            require(most >= 1, "batchRows() is " + most);
            boolean more = true;
            while (more) {
                SampleBatch batch = new SampleBatch(contract.fields().size(), most);
                more = reader.read(batch);
                batch.finish();
                rows.addAll(batch.rows());
                malformed.addAll(batch.malformed());
                batches++;
                require(
                        !more || batch.full(),
                        "read() returned with room in the batch and more to come");
            }
            return new Read(rows, malformed, batches, reader.bytesRead());
        }
    }

    /** A dataset reads the same in batches of every size, and however its bytes arrive. */
    public void readsTheSameInBatchesOfEverySize(Contract contract, byte[] dataset)
            throws IOException {
        Read whole = read(contract, dataset);
        for (int size : new int[] {1, 2, 3, 7}) {
            Read parts = read(contract, new ByteArrayInputStream(dataset), size);
            same(whole, parts, "in batches of " + size);
        }
        Read dripped = read(contract, new Dripping(dataset), Integer.MAX_VALUE);
        same(whole, dripped, "byte by byte");
        require(
                whole.bytes() == dataset.length,
                "bytesRead() is " + whole.bytes() + " of " + dataset.length);
    }

    private static void same(Read one, Read other, String how) {
        require(one.rows().equals(other.rows()), "other rows " + how);
        require(one.malformed().equals(other.malformed()), "other malformed rows " + how);
    }

    /** Hands out a byte at a time, as a slow pipe may. */
    private static final class Dripping extends ByteArrayInputStream {
        Dripping(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1));
        }
    }

    /** Writes rows, given as text of their contract's types. */
    public byte[] write(Contract contract, List<List<@Nullable String>> rows) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator(64 << 20);
                SinkWriter writer = connector.sink(new SinkContext(URI, output, settings))) {
            int half = rows.size() / 2;
            writeBatch(contract, rows.subList(0, half), writer, allocator);
            writeBatch(contract, rows.subList(half, rows.size()), writer, allocator);
            writer.prepare(1);
            int prepared = output.size();
            writer.commit(1);
            require(output.size() == prepared, "commit() wrote what prepare() should have");
        }
        return output.toByteArray();
    }

    private static void writeBatch(
            Contract contract,
            List<List<@Nullable String>> rows,
            SinkWriter writer,
            BufferAllocator allocator)
            throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        List<FieldVector> columns = new ArrayList<>();
        for (int i = 0; i < contract.fields().size(); i++) {
            int column = i;
            List<@Nullable String> texts = new ArrayList<>();
            rows.forEach(row -> texts.add(row.get(column)));
            columns.add(
                    column(
                            contract.fields().get(i).name(),
                            contract.fields().get(i).type(),
                            texts,
                            allocator));
        }
        try (VectorSchemaRoot root = new VectorSchemaRoot(columns)) {
            root.setRowCount(rows.size());
            writer.write(root);
        }
    }

    /** A typed column of values given as text. */
    static FieldVector column(
            String name, DataType type, List<@Nullable String> texts, BufferAllocator allocator) {
        VarCharVector lexical = text(name, texts, allocator);
        if (type.kind() == DataType.Kind.STRING) {
            return lexical;
        }
        try (lexical) {
            TextColumn loaded = new TextColumn();
            loaded.load(lexical, texts.size());
            FieldVector typed = TypedColumns.field(name, type).createVector(allocator);
            TypedColumns.cast(loaded, Lexemes.of(type), typed);
            return typed;
        }
    }

    /** A text column. */
    static VarCharVector text(
            String name, List<@Nullable String> texts, BufferAllocator allocator) {
        VarCharVector lexical = new VarCharVector(name, allocator);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text != null) {
                lexical.setSafe(i, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        lexical.setValueCount(texts.size());
        return lexical;
    }

    /** What a sink wrote, the source of the same scheme reads back as it was. */
    public void readsBackWhatItWrote(Contract contract, List<List<@Nullable String>> rows)
            throws IOException {
        Read back = read(contract, write(contract, rows));
        require(back.malformed().isEmpty(), "malformed rows of its own: " + back.malformed());
        List<List<@Nullable String>> values = back.rows().stream().map(Row::values).toList();
        require(values.equals(rows), "wrote " + rows + " and read " + values);
    }

    /**
     * An endless dataset is read in memory that does not grow: batch follows batch, and none holds
     * more rows than it may.
     *
     * @param record bytes that are one row, repeated
     * @param times how often
     */
    public void readsAnyNumberOfRows(Contract contract, byte[] record, long times)
            throws IOException {
        long rows = 0;
        try (SourceReader reader =
                connector.source(
                        new SourceContext(URI, new Repeating(record, times), contract, settings))) {
            boolean more = true;
            while (more) {
                SampleBatch batch = new SampleBatch(contract.fields().size(), reader.batchRows());
                more = reader.read(batch);
                batch.finish();
                require(batch.malformed().isEmpty(), "malformed: " + batch.malformed());
                rows += batch.rows().size();
            }
        }
        require(rows == times, rows + " rows of " + times);
    }

    /** The same bytes, over and over. */
    private static final class Repeating extends InputStream {
        private final byte[] record;
        private long left;
        private int at;

        Repeating(byte[] record, long times) {
            this.record = record;
            this.left = times;
        }

        @Override
        public int read() {
            if (left == 0) {
                return -1;
            }
            int value = record[at++] & 0xFF;
            if (at == record.length) {
                at = 0;
                left--;
            }
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = 0;
            while (count < length && left > 0) {
                int part = Math.min(length - count, record.length - at);
                System.arraycopy(record, at, into, offset + count, part);
                count += part;
                at += part;
                if (at == record.length) {
                    at = 0;
                    left--;
                }
            }
            return count == 0 && length > 0 ? -1 : count;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
