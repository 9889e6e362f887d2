package io.runink.connector.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.runink.api.contract.Contract;
import io.runink.spi.connector.Malformation;
import io.runink.spi.connector.RowBatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Parses one JSON object into a row. Columns are its keys; a nested value is the column's JSON
 * text; keys that the contract does not name are left out; of a key that comes twice, the last
 * counts.
 */
final class JsonRecord {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(1 << 25)
                                    .maxNumberLength(1000)
                                    .maxNestingDepth(500)
                                    .build())
                    .build();

    private static final String NO_JSON = "text that is no JSON";

    private static final String HALF_PAIR = "half a surrogate pair";

    private final Map<String, Integer> columns = new HashMap<>();
    private final ValueBytes[] values;
    private final boolean[] set;

    JsonRecord(Contract contract) {
        int count = contract.fields().size();
        values = new ValueBytes[count];
        set = new boolean[count];
        for (int i = 0; i < count; i++) {
            columns.put(contract.fields().get(i).name(), i);
            values[i] = new ValueBytes();
        }
    }

    /** The first bytes of a record, for those that read about it. */
    static byte[] raw(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, Math.min(to, from + RowBatch.RAW_BYTES_MAX));
    }

    /** Adds the bytes between two positions as a row; false if it is malformed. */
    boolean add(RowBatch batch, long line, byte[] bytes, int from, int to) {
        if (!Utf8.valid(bytes, from, to)) {
            malformed(batch, line, Malformation.ENCODING, "bytes that are not", bytes, from, to);
            return false;
        }
        if (otherEncoding(bytes, from, to)) {
            malformed(batch, line, Malformation.SYNTAX, NO_JSON, bytes, from, to);
            return false;
        }
        Arrays.fill(set, false);
        String found;
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            found = parse(parser, bytes, from, to);
        } catch (JsonProcessingException e) {
            found = NO_JSON;
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot fail to be read", e);
        }
        if (found.isEmpty()) {
            batch.begin(line);
            for (int i = 0; i < values.length; i++) {
                if (set[i]) {
                    batch.set(i, values[i].bytes(), values[i].start(), values[i].length());
                }
            }
            batch.end();
            return true;
        }
        boolean halfPair = found.equals(HALF_PAIR);
        malformed(
                batch,
                line,
                halfPair ? Malformation.ENCODING : Malformation.SYNTAX,
                found,
                bytes,
                from,
                to);
        return false;
    }

    /**
     * Whether the parser would take the bytes for UTF-16 or UTF-32: NUL among the first ones. No
     * JSON in UTF-8 holds NUL.
     */
    private static boolean otherEncoding(byte[] bytes, int from, int to) {
        for (int i = from; i < Math.min(to, from + 4); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Reads the object into {@link #values}; says what is wrong, or nothing. */
    private String parse(JsonParser parser, byte[] bytes, int from, int to) throws IOException {
        JsonToken token = parser.nextToken();
        if (token != JsonToken.START_OBJECT) {
            return token == null ? "nothing" : "a JSON value that is no object";
        }
        boolean halves = false;
        while (true) {
            String name = parser.nextFieldName();
            if (name == null) {
                break;
            }
            JsonToken value = parser.nextToken();
            Integer column = columns.get(name);
            if (column == null) {
                parser.skipChildren();
            } else if (!take(parser, value, column, bytes, from, to)) {
                halves = true;
            }
        }
        if (parser.nextToken() != null) {
            return "more than one JSON value";
        }
        return halves ? HALF_PAIR : "";
    }

    private boolean take(
            JsonParser parser, JsonToken token, int column, byte[] bytes, int from, int to)
            throws IOException {
        ValueBytes value = values[column];
        set[column] = token != JsonToken.VALUE_NULL;
        switch (token) {
            case VALUE_NULL -> {}
            case VALUE_STRING -> {
                int quote = from + (int) parser.currentTokenLocation().getByteOffset();
                return new JsonString(bytes, quote + 1, to).put(value);
            }
            case START_OBJECT, START_ARRAY -> {
                int start = from + (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                int end = from + (int) parser.currentLocation().getByteOffset();
                value.refer(bytes, start, end - start);
            }
            default -> {
                value.clear();
                value.put(
                        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            }
        }
        return true;
    }

    private static void malformed(
            RowBatch batch,
            long line,
            Malformation malformation,
            String found,
            byte[] bytes,
            int from,
            int to) {
        byte[] raw = raw(bytes, from, to);
        batch.malformed(line, malformation, found, raw, raw.length);
    }
}
