package io.runink.authoring;

import io.runink.api.error.Location;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the keys of a TOML text stand. The parser gives places of syntax errors only; this finds
 * {@code key =} lines below {@code [table]} lines, which is how herd definitions are written. A key
 * written otherwise (dotted, inline) gets the place of its table, or the file.
 */
final class TomlPlaces {

    private static final Pattern TABLE = Pattern.compile("\\s*\\[\\s*\"?([\\w-]+)\"?.*");
    private static final Pattern KEY = Pattern.compile("(\\s*)\"?([\\w-]+)\"?\\s*[.=].*");

    private final String file;
    private final Map<String, Location> places = new HashMap<>();

    TomlPlaces(String file, String text) {
        this.file = file;
        String table = "";
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            Matcher header = TABLE.matcher(line);
            Matcher key = KEY.matcher(line);
            if (header.matches()) {
                table = header.group(1);
                places.putIfAbsent(table, new Location(file, number, line.indexOf('[') + 1));
            } else if (key.matches()) {
                String path = table.isEmpty() ? key.group(2) : table + "." + key.group(2);
                places.putIfAbsent(path, new Location(file, number, key.group(1).length() + 1));
            }
        }
    }

    /** The place of {@code table.key}, else of its table, else of the file. */
    Location of(String path) {
        Location exact = places.get(path);
        if (exact != null) {
            return exact;
        }
        int dot = path.lastIndexOf('.');
        return dot < 0 ? Location.of(file) : of(path.substring(0, dot));
    }
}
