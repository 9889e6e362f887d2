package io.runink.compile;

import io.runink.api.error.Location;
import io.runink.api.scenario.Sentence;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the place of a character of an argument's text in the scenario's file, so that a message
 * about an expression points into it. Where a text was not written as a quoted value, as in the
 * block form, the argument's own place is the answer.
 */
final class ValuePlaces {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

    private final String file;
    private final String text;
    private final List<Integer> lines = new ArrayList<>();

    /** The places of a file. */
    ValuePlaces(String file, String text) {
        this.file = file;
        this.text = text;
        lines.add(text.startsWith("\uFEFF") ? 1 : 0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean half = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !half)) {
                lines.add(i + 1);
            }
        }
    }

    /**
     * The place of a character.
     *
     * @param item which of the texts of a list; 0 where there is none
     * @param offset in the text, in UTF-16 units from 0; its length for the closing quote
     */
    Location of(Tag.Argument argument, int item, int offset) {
        int at = opening(argument, item);
        String value = texts(argument.value()).get(item);
        if (at < 0 || !value.equals(decoded(at))) {
            return argument.place();
        }
        int from = at + 1;
        for (int left = Math.min(offset, value.length()); left > 0; left--) {
            from = next(from);
        }
        return location(from);
    }

    /** The place of a character of a sentence, which stands behind its keyword. */
    Location inSentence(Sentence sentence, int offset) {
        Location place = sentence.place();
        if (!place.file().equals(file) || place.line() < 1 || place.line() > lines.size()) {
            return place;
        }
        int at = lines.get(place.line() - 1) + place.column() - 1 + sentence.keyword().length();
        int from = space(at);
        return text.startsWith(sentence.text(), Math.min(from, text.length()))
                ? location(from + offset)
                : place;
    }

    /** The texts of a value, in order: that of a text, those of a list. */
    static List<String> texts(Tag.Value value) {
        return switch (value) {
            case Tag.Value.Text one -> List.of(one.text());
            case Tag.Value.Items items ->
                    items.values().stream().flatMap(it -> texts(it).stream()).toList();
            default -> List.of();
        };
    }

    private Location location(int at) {
        int line = lines.size() - 1;
        while (lines.get(line) > at) {
            line--;
        }
        return new Location(file, line + 1, at - lines.get(line) + 1);
    }

    /** Where the opening quote of a text is; -1 if it is not there. */
    private int opening(Tag.Argument argument, int item) {
        Location place = argument.place();
        if (!place.file().equals(file) || place.line() < 1 || place.line() > lines.size()) {
            return -1;
        }
        int at = lines.get(place.line() - 1) + place.column() - 1;
        if (!text.startsWith(argument.key(), Math.min(at, text.length()))) {
            return -1;
        }
        at = space(at + argument.key().length());
        if (!argument.key().isEmpty() && at(at) == '=') {
            at = space(at + 1);
        }
        boolean list = at(at) == '[';
        at = list ? space(at + 1) : at;
        for (int left = item; list && left > 0; left--) {
            if (at(at) != '"') {
                return -1;
            }
            at = space(end(at) + 1);
            at = at(at) == ',' ? space(at + 1) : at;
        }
        return at(at) == '"' ? at : -1;
    }

    private char at(int at) {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    /** Behind blanks, line ends and comments. */
    private int space(int from) {
        int at = from;
        while (true) {
            while (" \t\r\n".indexOf(at(at)) >= 0) {
                at++;
            }
            if (at(at) != '#') {
                return at;
            }
            while (at < text.length() && at(at) != '\n' && at(at) != '\r') {
                at++;
            }
        }
    }

    /** The closing quote of a text, or the end of the file. */
    private int end(int opening) {
        int at = opening + 1;
        while (at < text.length() && at(at) != '"') {
            at = next(at);
        }
        return at;
    }

    /** Behind one character of a text, which may be written as an escape. */
    private int next(int at) {
        if (at(at) != '\\') {
            return at + 1;
        }
        return at(at + 1) == 'u' ? at + 6 : at + 2;
    }

    private String decoded(int opening) {
        StringBuilder decoded = new StringBuilder();
        int end = Math.min(end(opening), text.length());
        for (int at = opening + 1; at < end; at = next(at)) {
            char c = at(at);
            decoded.append(c == '\\' ? unescaped(at + 1) : c);
        }
        return decoded.toString();
    }

    private char unescaped(int at) {
        char c = at(at);
        int simple = "bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\b\f\n\r\t".charAt(simple);
        }
        String digits = text.substring(at + 1, Math.min(at + 5, text.length()));
        return c == 'u' && HEX.matcher(digits).matches() ? (char) Integer.parseInt(digits, 16) : c;
    }
}
