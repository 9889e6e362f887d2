package io.runink.slice;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The text of a scalar in JSON, as the grammar of column texts wants it. Reused; not for threads.
 */
final class JsonText {

    /** Stands for any object where only the kind of a value matters. */
    static final byte[] OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);

    /** Stands for any array where only the kind of a value matters. */
    static final byte[] ARRAY = "[]".getBytes(StandardCharsets.US_ASCII);

    private final GrowingBytes text = new GrowingBytes(64);

    byte[] bytes() {
        return text.bytes();
    }

    int length() {
        return text.length();
    }

    /**
     * Takes the scalar at which a parser stands: strings without quotes and escapes, numbers and
     * booleans as they are written.
     *
     * @param from where the parsed text begins in the bytes
     * @param to where it ends
     * @param quoted whether a string is to keep its quotes, since a nested value is expected, which
     *     a string is not, whatever it says
     */
    void scalar(JsonParser parser, JsonToken token, byte[] bytes, int from, int to, boolean quoted)
            throws IOException {
        text.reset();
        if (token != JsonToken.VALUE_STRING) {
            text.put(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            return;
        }
        if (quoted) {
            text.put((byte) '"');
        }
        int quote = from + (int) parser.currentTokenLocation().getByteOffset();
        // The parser holds the string to the grammar when it goes on.
        if (!new JsonString(bytes, quote + 1, to).put(text)) {
            throw new JsonParseException(parser, "half a character is no text");
        }
        if (quoted) {
            text.put((byte) '"');
        }
    }
}
