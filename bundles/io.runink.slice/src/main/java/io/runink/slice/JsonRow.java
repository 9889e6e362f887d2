package io.runink.slice;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON object as a row of text: numbers and booleans as they are written, nested values as
 * their JSON text, null as absent. Keys that the row does not have are left out; of a key that
 * comes twice, the last counts.
 */
final class JsonRow {

    private final Map<String, Integer> columns = new HashMap<>();

    JsonRow(List<String> names) {
        names.forEach(name -> columns.put(name, columns.size()));
    }

    /** Reads a text into the row that was begun; false if it is no object. */
    boolean read(byte[] bytes, int from, int length, TextRows rows) throws IOException {
        try (JsonParser parser = JsonPaths.JSON.createParser(bytes, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String name = parser.nextFieldName();
                    name != null;
                    name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                Integer column = columns.get(name);
                if (column == null) {
                    parser.skipChildren();
                } else if (!take(parser, token, column, bytes, from, from + length, rows)) {
                    return false;
                }
            }
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean take(
            JsonParser parser,
            JsonToken token,
            int column,
            byte[] bytes,
            int from,
            int to,
            TextRows rows)
            throws IOException {
        switch (token) {
            case VALUE_NULL -> rows.absent(column);
            case VALUE_STRING -> {
                int quote = from + (int) parser.currentTokenLocation().getByteOffset();
                return new JsonString(bytes, quote + 1, to).put(rows.value(column));
            }
            case START_OBJECT, START_ARRAY -> {
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                int end = (int) parser.currentLocation().getByteOffset();
                rows.value(column).put(bytes, from + start, end - start);
            }
            default ->
                    rows.value(column)
                            .put(
                                    parser.getTextCharacters(),
                                    parser.getTextOffset(),
                                    parser.getTextLength());
        }
        return true;
    }
}
