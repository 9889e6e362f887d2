package io.runink.audit;

import io.runink.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The first rows of a file, as names and values. A look at the data's shape and no more: what
 * cannot be read is passed over, since the run says what is wrong with it.
 */
final class GoldenRows {

    /** Enough to see every column that a dataset has on more than a few rows. */
    static final int ROWS_MAX = 1000;

    /** Longer than any row worth a look; bounds what a file without line ends costs. */
    private static final int CHARACTERS_MAX = 1 << 20;

    private GoldenRows() {}

    /** Shows the first rows; values are text, numbers, maps and so on, as JSON has them. */
    static void read(Path golden, String scheme, Consumer<Map<?, ?>> rows) throws IOException {
        try (Reader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(golden), StandardCharsets.UTF_8))) {
            switch (scheme) {
                case "json" -> json(reader, rows);
                case "csv" -> csv(reader, rows);
                default -> {
                    // A format that only its connector reads: nothing to see.
                }
            }
        }
    }

    /** An object, if the text is one. */
    static Optional<Map<?, ?>> object(String text) {
        try {
            return Optional.of(Json.read(text.getBytes(StandardCharsets.UTF_8), Map.class));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Lines, or the elements of an array: either way, what stands between outermost braces. */
    private static void json(Reader reader, Consumer<Map<?, ?>> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        boolean escaped = false;
        boolean array = false;
        boolean begun = false;
        int shown = 0;
        for (int next = reader.read(); next >= 0 && shown < ROWS_MAX; next = reader.read()) {
            char here = (char) next;
            if (!begun && !Character.isWhitespace(here)) {
                array = here == '[';
                begun = true;
            }
            // In a file of lines, a line that is broken must not swallow the next.
            if (here == '\n' && !array) {
                depth = 0;
                quoted = false;
                escaped = false;
                text.setLength(0);
                continue;
            }
            if (depth > 0 || here == '{') {
                text.append(here);
            }
            if (quoted) {
                quoted = escaped || here != '"';
                escaped = !escaped && here == '\\';
            } else if (here == '"') {
                quoted = depth > 0;
            } else if (here == '{') {
                depth++;
            } else if (here == '}' && depth > 0 && --depth == 0) {
                object(text.toString()).ifPresent(rows);
                text.setLength(0);
                shown++;
            }
            if (text.length() > CHARACTERS_MAX) {
                return;
            }
        }
    }

    private static void csv(Reader reader, Consumer<Map<?, ?>> rows) throws IOException {
        List<String> header = record(reader);
        for (int shown = 0; shown < ROWS_MAX; shown++) {
            List<String> record = record(reader);
            if (record.isEmpty()) {
                break;
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                String value = i < record.size() ? record.get(i) : "";
                row.put(header.get(i), value);
            }
            rows.accept(row);
        }
    }

    /** The next record (RFC 4180); empty at the end of the file. */
    private static List<String> record(Reader reader) throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        boolean closed = false;
        int next = reader.read();
        if (next < 0) {
            return fields;
        }
        while (next >= 0 && (quoted || next != '\n') && field.length() < CHARACTERS_MAX) {
            char here = (char) next;
            if (here == '"') {
                if (!quoted && closed) {
                    field.append('"');
                }
                closed = quoted;
                quoted = !quoted;
            } else if (here == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
                closed = false;
            } else if (quoted || here != '\r') {
                field.append(here);
            }
            next = reader.read();
        }
        fields.add(field.toString());
        return fields;
    }
}
