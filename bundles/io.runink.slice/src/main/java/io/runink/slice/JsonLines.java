package io.runink.slice;

import com.fasterxml.jackson.core.JsonGenerator;
import io.runink.spi.connector.SinkWriter;
import io.runink.spi.contract.ValueText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes rows as JSON, an object a line: numbers as numbers, what is absent left out. */
final class JsonLines {

    private final List<String> names = new ArrayList<>();
    private final List<Boolean> raw = new ArrayList<>();
    private final ValueText value = new ValueText();

    JsonLines(Schema schema) {
        for (Field field : schema.getFields()) {
            names.add(field.getName());
            raw.add(
                    switch (field.getType().getTypeID()) {
                        case Int, FloatingPoint, Decimal, Bool -> true;
                        default ->
                                SinkWriter.JSON.equals(field.getMetadata().get(SinkWriter.CONTENT));
                    });
        }
    }

    /** Writes a batch's rows. */
    void write(VectorSchemaRoot batch, OutputStream into) throws IOException {
        JsonGenerator json = JsonPaths.JSON.createGenerator(into);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setRootValueSeparator(null);
        for (int row = 0; row < batch.getRowCount(); row++) {
            json.writeStartObject();
            for (int i = 0; i < names.size(); i++) {
                FieldVector column = batch.getVector(i);
                if (!column.isNull(row)) {
                    json.writeFieldName(names.get(i));
                    value.load(column, row);
                    write(json, raw.get(i));
                }
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
        json.close();
    }

    private void write(JsonGenerator json, boolean asIs) throws IOException {
        if (asIs) {
            json.writeRawValue(
                    new String(value.bytes(), 0, value.length(), StandardCharsets.UTF_8));
        } else {
            json.writeUTF8String(value.bytes(), 0, value.length());
        }
    }
}
