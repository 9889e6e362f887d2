package io.runink.connector.file;

import io.runink.spi.connector.SinkWriter;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.ValueText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Writes CSV as RFC 4180 has it: a header, CRLF, quotes where a value needs them. What is absent is
 * empty; empty text is quoted, and so is the only value of a row, lest the line be blank.
 */
final class CsvWriter implements SinkWriter {

    private static final int FLUSH_BYTES = 64 * 1024;

    private final OutputStream output;
    private final ValueText value = new ValueText();
    private byte[] buffer = new byte[2 * FLUSH_BYTES];
    private int length;
    private TextColumn[] texts = new TextColumn[0];
    private boolean headed;

    CsvWriter(OutputStream output) {
        this.output = output;
    }

    @Override
    public void write(VectorSchemaRoot rows) throws IOException {
        List<FieldVector> vectors = rows.getFieldVectors();
        if (!headed) {
            header(vectors);
        }
        int count = rows.getRowCount();
        for (int i = 0; i < texts.length; i++) {
            if (vectors.get(i) instanceof VarCharVector text) {
                texts[i].load(text, count);
            }
        }
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < texts.length; i++) {
                if (i > 0) {
                    put(',');
                }
                write(vectors.get(i), texts[i], row);
            }
            endLine();
        }
    }

    private void header(List<FieldVector> vectors) throws IOException {
        headed = true;
        texts = new TextColumn[vectors.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new TextColumn();
            if (i > 0) {
                put(',');
            }
            byte[] name = vectors.get(i).getName().getBytes(StandardCharsets.UTF_8);
            field(name, 0, name.length);
        }
        endLine();
    }

    private void write(FieldVector vector, TextColumn text, int row) {
        if (vector.isNull(row)) {
            if (texts.length == 1) {
                put('"');
                put('"');
            }
        } else if (vector instanceof VarCharVector) {
            field(text.bytes(), text.start(row), text.length(row));
        } else {
            value.load(vector, row);
            field(value.bytes(), 0, value.length());
        }
    }

    private void field(byte[] bytes, int from, int count) {
        if (count > 0 && !special(bytes, from, count)) {
            reserve(count);
            System.arraycopy(bytes, from, buffer, length, count);
            length += count;
            return;
        }
        reserve(2L * count + 2);
        put('"');
        for (int i = from; i < from + count; i++) {
            if (bytes[i] == '"') {
                put('"');
            }
            put(bytes[i]);
        }
        put('"');
    }

    private static boolean special(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            byte b = bytes[i];
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private void endLine() throws IOException {
        put('\r');
        put('\n');
        if (length >= FLUSH_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        output.write(buffer, 0, length);
        length = 0;
    }

    private void put(int character) {
        reserve(1);
        buffer[length++] = (byte) character;
    }

    private void reserve(long more) {
        if (length + more > buffer.length) {
            long wanted = Math.max(length + more, buffer.length + (buffer.length >> 1));
            buffer = Arrays.copyOf(buffer, Math.toIntExact(wanted));
        }
    }

    @Override
    public void prepare(long epoch) throws IOException {
        flush();
        output.flush();
    }

    @Override
    public void close() {
        // The platform owns the stream; what was not prepared is not wanted.
    }
}
