package io.runink.synth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON keeping numbers as they are written, for the tests alone. */
final class PlainJson {

    /** A string, to be told from the words and numbers that are kept as Java strings. */
    record Text(String content) {}

    private final String json;
    private int at;

    private PlainJson(String json) {
        this.json = json;
    }

    /**
     * Maps, lists, {@link Text}, and Java strings for numbers and words; null for null.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    static @Nullable Object read(String json) {
        PlainJson reader = new PlainJson(json);
        Object value = reader.value();
        if (reader.at != json.length()) {
            throw new IllegalArgumentException(json);
        }
        return value;
    }

    private char here() {
        if (at >= json.length()) {
            throw new IllegalArgumentException(json);
        }
        return json.charAt(at);
    }

    private void expect(char wanted) {
        if (here() != wanted) {
            throw new IllegalArgumentException(json + " at " + at);
        }
        at++;
    }

    private @Nullable Object value() {
        return switch (here()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> new Text(string());
            default -> word();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        expect('{');
        while (here() != '}') {
            if (!members.isEmpty()) {
                expect(',');
            }
            String name = string();
            expect(':');
            if (members.containsKey(name)) {
                throw new IllegalArgumentException(name + " twice");
            }
            members.put(name, value());
        }
        at++;
        return members;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> elements = new ArrayList<>();
        expect('[');
        while (here() != ']') {
            if (!elements.isEmpty()) {
                expect(',');
            }
            elements.add(value());
        }
        at++;
        return elements;
    }

    private String string() {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (here() != '"') {
            char next = json.charAt(at++);
            if (next != '\\') {
                text.append(next);
                continue;
            }
            char escaped = json.charAt(at++);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(at, at + 4), 16));
                    at += 4;
                }
                default -> text.append(escaped);
            }
        }
        at++;
        return text.toString();
    }

    private @Nullable String word() {
        int start = at;
        while (at < json.length() && ",]}".indexOf(json.charAt(at)) < 0) {
            at++;
        }
        String word = json.substring(start, at);
        if (!word.matches("true|false|null|-?[0-9]+([.][0-9]+)?")) {
            throw new IllegalArgumentException(word);
        }
        return word.equals("null") ? null : word;
    }
}
