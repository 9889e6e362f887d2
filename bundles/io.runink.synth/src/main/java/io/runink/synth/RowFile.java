package io.runink.synth;

import io.runink.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads rows that are there already; what is no row is left out. */
final class RowFile {

    private RowFile() {}

    /**
     * A row.
     *
     * @param line where it begins, from 1
     * @param values texts by column; absent ones are left out
     */
    record Row(long line, Map<String, String> values) {}

    /** The rows of JSON lines. */
    static Stream<Row> json(Path file) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        long[] line = new long[1];
        return reader.lines()
                .map(text -> new Row(++line[0], object(text)))
                .filter(row -> !row.values().isEmpty())
                .onClose(() -> close(reader));
    }

    private static Map<String, String> object(String text) {
        Map<String, String> values = new HashMap<>();
        try {
            Json.members(text).forEach((name, value) -> values.put(name, scalar(value)));
        } catch (IllegalArgumentException _) {
            return Map.of();
        }
        return values;
    }

    private static String scalar(String json) {
        return json.startsWith("\"")
                ? Json.read(json.getBytes(StandardCharsets.UTF_8), String.class)
                : json;
    }

    /** The rows of CSV (RFC 4180) with a header. */
    static Stream<Row> csv(Path file) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        Records records = new Records(reader);
        List<String> header = records.next().map(Fields::texts).orElse(List.of());
        return Stream.generate(() -> unchecked(records))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .map(it -> new Row(it.line(), named(header, it.texts())))
                .onClose(() -> close(reader));
    }

    private static Map<String, String> named(List<String> header, List<String> fields) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < Math.min(header.size(), fields.size()); i++) {
            if (!fields.get(i).isEmpty()) {
                values.put(header.get(i), fields.get(i));
            }
        }
        return values;
    }

    private static Optional<Fields> unchecked(Records records) {
        try {
            return records.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Fields(long line, List<String> texts) {}

    /** Reads one record after another. */
    private static final class Records {
        private final BufferedReader in;
        private long line = 1;

        Records(BufferedReader in) {
            this.in = in;
        }

        Optional<Fields> next() throws IOException {
            long begun = line;
            List<String> fields = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            boolean quoted = false;
            boolean any = false;
            int last = -1;
            for (int c = in.read(); c >= 0; last = c, c = in.read()) {
                any = true;
                line += c == '\n' ? 1 : 0;
                if (c == '"') {
                    // A quote in quotes is written twice: the second opens what the first closed.
                    boolean again = !quoted && last == '"';
                    quoted = !quoted;
                    if (again) {
                        field.append('"');
                    }
                } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
                    field.append((char) c);
                } else if (c != '\r') {
                    fields.add(field.toString());
                    field.setLength(0);
                    if (c == '\n') {
                        return Optional.of(new Fields(begun, fields));
                    }
                }
            }
            if (any) {
                fields.add(field.toString());
            }
            return any ? Optional.of(new Fields(begun, fields)) : Optional.empty();
        }
    }
}
