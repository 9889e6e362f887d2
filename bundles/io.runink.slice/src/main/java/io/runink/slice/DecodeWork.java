package io.runink.slice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.runink.api.contract.Contract;
import io.runink.spi.contract.TextColumn;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Reads the JSON object in a column as a row of text: numbers and booleans as they are written,
 * nested values as their JSON text, null as absent. Keys that the contract does not name are left
 * out; of a key that comes twice, the last counts.
 */
final class DecodeWork implements Work {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(1 << 25)
                                    .maxNumberLength(1000)
                                    .maxNestingDepth(500)
                                    .build())
                    .build();

    private final int column;
    private final List<Hit> broken;
    private final Map<String, Integer> fields = new HashMap<>();
    private final TextRows rows;
    private final Rejector rejector;
    private final BufferAllocator allocator;
    private final TextColumn text = new TextColumn();

    DecodeWork(
            Contract input,
            String column,
            Contract output,
            Rejector rejector,
            BufferAllocator allocator) {
        this.column = input.fields().stream().map(f -> f.name()).toList().indexOf(column);
        this.broken = List.of(Hit.of(Broken.of(column + ".json-of", column, "a JSON object")));
        this.rows = new TextRows(RowSchema.text(output));
        this.rejector = rejector;
        this.allocator = allocator;
        output.fields().forEach(field -> fields.put(field.name(), fields.size()));
    }

    @Override
    public Form form() {
        return Form.TEXT;
    }

    @Override
    public void apply(VectorSchemaRoot batch, Tail tail) throws IOException {
        try (batch) {
            int count = batch.getRowCount();
            text.load((VarCharVector) batch.getVector(column), count);
            BigIntVector lines = RowSchema.lines(batch);
            IntVector sources = RowSchema.sources(batch);
            for (int row = 0; row < count; row++) {
                rows.begin(lines.get(row), sources.get(row));
                if (!text.absent(row) && decode(text.start(row), text.length(row))) {
                    rows.end();
                } else {
                    rejector.reject(batch, row, broken);
                    if (rejector.full()) {
                        rejector.flush();
                    }
                }
            }
        }
        text.release();
        // The input is let go before its copy is enforced: one huge row must fit twice, not thrice.
        tail.emit(rows.take(allocator));
    }

    private boolean decode(int from, int length) throws IOException {
        byte[] bytes = text.bytes();
        try (JsonParser parser = JSON.createParser(bytes, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String name = parser.nextFieldName();
                    name != null;
                    name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                Integer field = fields.get(name);
                if (field == null) {
                    parser.skipChildren();
                } else if (!take(parser, token, field, bytes, from, from + length)) {
                    return false;
                }
            }
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private boolean take(
            JsonParser parser, JsonToken token, int field, byte[] bytes, int from, int to)
            throws IOException {
        switch (token) {
            case VALUE_NULL -> rows.absent(field);
            case VALUE_STRING -> {
                int quote = from + (int) parser.currentTokenLocation().getByteOffset();
                return new JsonString(bytes, quote + 1, to).put(rows.value(field));
            }
            case START_OBJECT, START_ARRAY -> {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                int end = (int) parser.currentLocation().getByteOffset();
                rows.value(field).put(bytes, from + start, end - start);
            }
            default ->
                    rows.value(field)
                            .put(
                                    parser.getTextCharacters(),
                                    parser.getTextOffset(),
                                    parser.getTextLength());
        }
        return true;
    }
}
