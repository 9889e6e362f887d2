package io.runink.slice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON read slowly: objects become maps, arrays lists, strings {@link Text}, numbers and truth
 * values the words they are written as, and null is null. An object that names a member twice is
 * none.
 */
final class OracleJson {

    /** A string, its escapes read. */
    record Text(String content) {}

    private static final class NoJson extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private int at;

    private OracleJson(String text) {
        this.text = text;
    }

    /** The value; empty if the text is no JSON object or array. */
    static Optional<Object> read(String text) {
        OracleJson reader = new OracleJson(text);
        try {
            Object value = reader.value();
            reader.space();
            return reader.at == text.length() && (value instanceof Map || value instanceof List)
                    ? Optional.of(value)
                    : Optional.empty();
        } catch (NoJson | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char wanted) {
        space();
        boolean found = text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void need(char wanted) {
        if (!take(wanted)) {
            throw new NoJson();
        }
    }

    private @Nullable Object value() {
        if (take('{')) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            if (take('}')) {
                return members;
            }
            do {
                need('"');
                String name = string();
                need(':');
                Object value = value();
                if (members.containsKey(name)) {
                    throw new NoJson();
                }
                members.put(name, value);
            } while (take(','));
            need('}');
            return members;
        }
        if (take('[')) {
            List<@Nullable Object> elements = new ArrayList<>();
            if (take(']')) {
                return elements;
            }
            do {
                elements.add(value());
            } while (take(','));
            need(']');
            return elements;
        }
        return take('"') ? new Text(string()) : word();
    }

    private @Nullable String word() {
        int from = at;
        while (at < text.length() && " \t\r\n,:]}[{\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        if (word.equals("null")) {
            return null;
        }
        boolean number = NUMBER.matcher(word).matches();
        if (number || word.equals("true") || word.equals("false")) {
            return word;
        }
        throw new NoJson();
    }

    private String string() {
        StringBuilder content = new StringBuilder();
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw new NoJson();
            }
            if (c != '\\') {
                content.append(c);
                continue;
            }
            char escape = text.charAt(at++);
            int plain = "\"\\/bfnrt".indexOf(escape);
            if (plain >= 0) {
                content.append("\"\\/\b\f\n\r\t".charAt(plain));
            } else if (escape == 'u') {
                content.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                throw new NoJson();
            }
        }
        at++;
        return content.toString();
    }
}
