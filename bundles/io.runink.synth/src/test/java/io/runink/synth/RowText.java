package io.runink.synth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of a row in JSON, as a pipeline would read them. */
final class RowText {

    private RowText() {}

    /** Texts by column; what is nested is JSON, what is null is left out. */
    static Map<String, String> members(String line) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (PlainJson.read(line) instanceof Map<?, ?> row) {
            row.forEach((name, value) -> {
                if (value != null) {
                    texts.put(
                            name.toString(),
                            value instanceof PlainJson.Text text ? text.content() : written(value));
                }
            });
        }
        return texts;
    }

    private static String written(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        switch (value) {
            case null -> out.append("null");
            case PlainJson.Text text -> JsonWriting.quoted(out, text.content());
            case List<?> list -> {
                out.append('[');
                list.forEach(it -> out.append(out.length() == 1 ? "" : ",").append(written(it)));
                out.append(']');
            }
            case Map<?, ?> map -> {
                out.append('{');
                map.forEach((name, it) -> {
                    out.append(out.length() == 1 ? "" : ",");
                    JsonWriting.quoted(out, name.toString());
                    out.append(':').append(written(it));
                });
                out.append('}');
            }
            default -> out.append(value);
        }
        return out.toString();
    }
}
