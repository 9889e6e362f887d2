package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** An answer as JSON lines: an object a line; empty lines are passed over. */
final class JsonAnswer implements CommandAnswer.Rows {

    /** Bytes of a line, as of any source. */
    private static final int LINE_BYTES_MAX = 16 << 20;

    private final String node;
    private final Contract contract;
    private final InputStream stream;
    private final Origin origin;
    private final BufferAllocator allocator;
    private final Schema text;

    /** Reads the contract's columns, then the two that say where a row came from. */
    private final JsonRow row;

    private final TextRows rows;
    private final GrowingBytes line = new GrowingBytes(4096);
    private long read;
    private boolean ended;

    JsonAnswer(
            String node,
            Contract contract,
            InputStream stream,
            Origin origin,
            BufferAllocator allocator) {
        this.node = node;
        this.contract = contract;
        this.stream = new BufferedInputStream(stream, 1 << 16);
        this.origin = origin;
        this.allocator = allocator;
        List<String> names = new ArrayList<>(contract.fields().stream().map(Field::name).toList());
        names.add(RowSchema.LINE);
        names.add(RowSchema.SOURCE);
        this.text = RowSchema.text(contract);
        this.row = new JsonRow(names);
        this.rows = new TextRows(RowSchema.text(names));
    }

    @Override
    public @Nullable VectorSchemaRoot next() throws IOException {
        while (!ended && !rows.full()) {
            // What has come goes on before there is a wait for more.
            if (rows.rows() > 0 && stream.available() == 0) {
                break;
            }
            line();
        }
        return rows.rows() == 0 && ended ? null : taken(rows.take(allocator));
    }

    private VectorSchemaRoot taken(VectorSchemaRoot batch) {
        int columns = contract.fields().size();
        List<FieldVector> vectors = new ArrayList<>(batch.getFieldVectors().subList(0, columns));
        VarCharVector lines = (VarCharVector) batch.getVector(columns);
        VarCharVector sources = (VarCharVector) batch.getVector(columns + 1);
        boolean done = false;
        try {
            origin.add(
                    text,
                    batch.getRowCount(),
                    at -> number(lines, at),
                    at -> number(sources, at),
                    allocator,
                    vectors);
            done = true;
            return new VectorSchemaRoot(text, vectors, batch.getRowCount());
        } finally {
            if (!done) {
                vectors.forEach(FieldVector::close);
            }
            batch.getFieldVectors().subList(columns, columns + 4).forEach(FieldVector::close);
        }
    }

    private @Nullable Long number(VarCharVector column, int at) {
        if (column.isNull(at)) {
            return null;
        }
        try {
            return Long.valueOf(column.getObject(at).toString());
        } catch (NumberFormatException e) {
            throw CommandAnswer.unfit(
                    node,
                    "a '" + column.getName() + "' that is no whole number",
                    "that of a row that it read");
        }
    }

    private void line() throws IOException {
        line.reset();
        int next = stream.read();
        while (next >= 0 && next != '\n') {
            if (line.length() == LINE_BYTES_MAX) {
                throw CommandAnswer.unfit(
                        node,
                        "line " + (read + 1) + " with more than '" + LINE_BYTES_MAX + "' bytes",
                        "rows that fit");
            }
            line.put((byte) next);
            next = stream.read();
        }
        ended = next < 0;
        read += ended && line.length() == 0 ? 0 : 1;
        if (blank()) {
            return;
        }
        rows.begin(0, 0);
        if (!row.read(line.bytes(), 0, line.length(), rows)) {
            throw noRow();
        }
        rows.end();
    }

    private RuntimeException noRow() {
        return CommandAnswer.unfit(
                node, "line " + read + " that is no JSON object", CommandAnswer.expected(contract));
    }

    private boolean blank() {
        for (int i = 0; i < line.length(); i++) {
            if (line.bytes()[i] != ' ' && line.bytes()[i] != '\r' && line.bytes()[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
