package io.runink.step.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.spi.contract.Lexemes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of a JSON array as rows of text: numbers and booleans as they are written,
 * nested values as their JSON text, null as absent. Members that the type does not name are left
 * out; of a member that comes twice, the last counts. Not safe for threads.
 */
final class Elements {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(1 << 25)
                                    .maxNumberLength(1000)
                                    .maxNestingDepth(500)
                                    .build())
                    .build();

    private final boolean struct;
    private final List<Field> columns;
    private final List<String> names;
    private final Lexemes[] lexemes;
    private final byte[] @Nullable [] values;

    /** Takes one element. */
    interface Taker {

        /**
         * Takes it.
         *
         * @param values by column, UTF-8, null where absent; valid until it returns
         */
        void take(byte[] @Nullable [] values) throws IOException;
    }

    /** What a text says that is no such array. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A reader of elements.
     *
     * @param column the name of elements that are no structs
     */
    Elements(String column, DataType element) {
        this.struct = element.kind() == DataType.Kind.STRUCT;
        this.columns =
                struct
                        ? element.fields()
                        : List.of(new Field(column, column, element, false, null, null));
        this.names = columns.stream().map(Field::name).toList();
        this.lexemes =
                columns.stream().map(field -> Lexemes.of(field.type())).toArray(Lexemes[]::new);
        this.values = new byte[columns.size()] @Nullable [];
    }

    /** The columns that an element becomes. */
    List<Field> columns() {
        return columns;
    }

    /** How many elements a text has; -1 if it is no array of them. */
    int count(byte[] text, int from, int length) throws IOException {
        int[] count = {0};
        try {
            read(text, from, length, it -> count[0]++);
            return count[0];
        } catch (JsonProcessingException | Unfit e) {
            return -1;
        }
    }

    /** Hands out the elements of a text that {@link #count} has found sound. */
    void each(byte[] text, int from, int length, Taker taker) throws IOException {
        try {
            read(text, from, length, taker);
        } catch (Unfit e) {
            throw new IllegalStateException("the text was sound before", e);
        }
    }

    private void read(byte[] text, int from, int length, Taker taker) throws IOException, Unfit {
        try (JsonParser parser = JSON.createParser(text, from, length)) {
            require(parser.nextToken() == JsonToken.START_ARRAY);
            for (JsonToken token = parser.nextToken();
                    token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                Arrays.fill(values, null);
                if (!struct) {
                    value(parser, token, 0, text, from);
                } else if (token != JsonToken.VALUE_NULL) {
                    require(token == JsonToken.START_OBJECT);
                    members(parser, text, from);
                }
                taker.take(values);
            }
            require(parser.nextToken() == null);
        }
    }

    private void members(JsonParser parser, byte[] text, int from) throws IOException, Unfit {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            int column = names.indexOf(name);
            if (column < 0) {
                parser.skipChildren();
            } else {
                value(parser, token, column, text, from);
            }
        }
    }

    private void value(JsonParser parser, JsonToken token, int column, byte[] text, int from)
            throws IOException, Unfit {
        DataType type = columns.get(column).type();
        if (token == JsonToken.VALUE_NULL) {
            values[column] = null;
        } else if (type.nested()) {
            boolean list = type.kind() == DataType.Kind.LIST;
            require(token == (list ? JsonToken.START_ARRAY : JsonToken.START_OBJECT));
            int start = from + (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int end = from + (int) parser.currentLocation().getByteOffset();
            values[column] = Arrays.copyOfRange(text, start, end);
        } else {
            require(token.isScalarValue());
            byte[] utf8 = parser.getText().getBytes(StandardCharsets.UTF_8);
            require(lexemes[column].read(utf8, 0, utf8.length));
            values[column] = utf8;
        }
    }

    private static void require(boolean holds) throws Unfit {
        if (!holds) {
            throw new Unfit();
        }
    }
}
