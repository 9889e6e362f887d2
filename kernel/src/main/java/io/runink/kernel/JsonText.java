package io.runink.kernel;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes the few JSON documents that the process answers without a framework. */
final class JsonText {

    private JsonText() {}

    /** An object of texts, numbers, booleans and lists of objects, in the map's order. */
    static String object(Map<String, ?> fields) {
        StringJoiner joiner = new StringJoiner(",", "{", "}");
        fields.forEach((name, value) -> joiner.add(quote(name) + ":" + value(value)));
        return joiner.toString();
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Map<?, ?> map -> {
                StringJoiner joiner = new StringJoiner(",", "{", "}");
                map.forEach(
                        (name, it) -> joiner.add(quote(String.valueOf(name)) + ":" + value(it)));
                yield joiner.toString();
            }
            case List<?> list -> {
                StringJoiner joiner = new StringJoiner(",", "[", "]");
                list.forEach(it -> joiner.add(value(it)));
                yield joiner.toString();
            }
            default -> quote(value.toString());
        };
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
