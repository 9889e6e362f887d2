package io.runink.connector.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.runink.spi.connector.SinkWriter;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.ValueText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Writes one JSON object a line, columns in the contract's order. Numbers and booleans are such,
 * decimals plain with their scale; all else is text; what is absent is left out.
 */
final class JsonLinesWriter implements SinkWriter {

    private final JsonGenerator json;
    private final ValueText value = new ValueText();
    private Column[] columns = new Column[0];

    JsonLinesWriter(OutputStream output) {
        try {
            this.json =
                    new JsonFactory()
                            .createGenerator(output)
                            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                            .setRootValueSeparator(null);
        } catch (IOException e) {
            throw new IllegalStateException("a generator writes nothing before it is told to", e);
        }
    }

    /** How a column is written. */
    private enum Form {
        TEXT,
        JSON_TEXT,
        BARE,
        QUOTED
    }

    private record Column(SerializableString name, Form form, TextColumn text) {

        static Column of(FieldVector vector) {
            return new Column(
                    new SerializedString(vector.getName()), form(vector), new TextColumn());
        }

        private static Form form(FieldVector vector) {
            if (vector instanceof VarCharVector) {
                return JSON.equals(vector.getField().getMetadata().get(CONTENT))
                        ? Form.JSON_TEXT
                        : Form.TEXT;
            }
            boolean bare =
                    vector instanceof BitVector
                            || (vector instanceof BaseFixedWidthVector
                                    && !(vector instanceof DateDayVector)
                                    && !(vector instanceof TimeMicroVector)
                                    && !(vector instanceof TimeStampVector));
            return bare ? Form.BARE : Form.QUOTED;
        }
    }

    @Override
    public void write(VectorSchemaRoot rows) throws IOException {
        List<FieldVector> vectors = rows.getFieldVectors();
        if (columns.length != vectors.size()) {
            columns = vectors.stream().map(Column::of).toArray(Column[]::new);
        }
        int count = rows.getRowCount();
        for (int i = 0; i < columns.length; i++) {
            if (vectors.get(i) instanceof VarCharVector text) {
                columns[i].text().load(text, count);
            }
        }
        for (int row = 0; row < count; row++) {
            json.writeStartObject();
            for (int i = 0; i < columns.length; i++) {
                write(columns[i], vectors.get(i), row);
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
        for (Column column : columns) {
            column.text().release();
        }
    }

    private void write(Column column, FieldVector vector, int row) throws IOException {
        if (vector.isNull(row)) {
            return;
        }
        json.writeFieldName(column.name());
        TextColumn text = column.text();
        switch (column.form()) {
            case TEXT -> json.writeUTF8String(text.bytes(), text.start(row), text.length(row));
            case JSON_TEXT -> json.writeRawValue(text.string(row));
            case BARE -> {
                value.load(vector, row);
                json.writeRawValue(
                        new String(value.bytes(), 0, value.length(), StandardCharsets.US_ASCII));
            }
            case QUOTED -> {
                value.load(vector, row);
                json.writeRawUTF8String(value.bytes(), 0, value.length());
            }
        }
    }

    @Override
    public void prepare(long epoch) throws IOException {
        json.flush();
    }

    @Override
    public void close() {
        // Closing the generator would write what is left: after a failure that is unwanted.
    }
}
