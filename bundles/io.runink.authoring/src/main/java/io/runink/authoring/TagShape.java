package io.runink.authoring;

import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a tag says and takes.
 *
 * @param name without the at sign
 * @param example how it is written
 * @param summary what it says, a sentence
 * @param unnamed what its arguments without a key hold, in order
 * @param least how many of those it needs
 * @param keys its arguments with a key
 * @param free whether it takes other keys too
 * @param open whether it takes anything
 * @param inside the tags that may stand inside it
 */
record TagShape(
        String name,
        String example,
        String summary,
        List<Kind> unnamed,
        int least,
        SortedMap<String, Key> keys,
        boolean free,
        boolean open,
        SortedSet<String> inside) {

    /** What an argument may hold. */
    enum Kind {
        TEXT("a text in double quotes"),
        NAME("a text in double quotes"),
        NAMES("a text in double quotes, or a list of them"),
        TEXTS("a text in double quotes, or a list of them"),
        NUMBER("a number"),
        SPAN("a duration such as 5m"),
        AMOUNT("a number, or a text in double quotes"),
        STRICT("the text \"strict\""),
        ANY("a text, a number, true, false, a duration or a list of those");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** Whether its texts name something, so that none may look like another. */
        boolean names() {
            return this == NAME || this == NAMES;
        }

        boolean accepts(Tag.Value value) {
            return switch (this) {
                case TEXT, NAME -> text(value);
                case TEXTS, NAMES -> text(value) || texts(value);
                case NUMBER -> value instanceof Tag.Value.Numeral;
                case SPAN -> value instanceof Tag.Value.Span;
                case AMOUNT -> text(value) || value instanceof Tag.Value.Numeral;
                case STRICT -> value.equals(new Tag.Value.Text("strict"));
                case ANY -> plain(value);
            };
        }

        private static boolean text(Tag.Value value) {
            return value instanceof Tag.Value.Text;
        }

        private static boolean texts(Tag.Value value) {
            return value instanceof Tag.Value.Items items
                    && !items.values().isEmpty()
                    && items.values().stream().allMatch(Kind::text);
        }

        private static boolean plain(Tag.Value value) {
            return value instanceof Tag.Value.Items items
                    ? items.values().stream().allMatch(Kind::plain)
                    : !(value instanceof Tag.Value.Nested);
        }
    }

    /**
     * An argument with a key.
     *
     * @param kind what it holds
     * @param summary what it says
     */
    record Key(Kind kind, String summary) {}

    TagShape {
        unnamed = List.copyOf(unnamed);
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
        inside = Collections.unmodifiableSortedSet(new TreeSet<>(inside));
    }

    /** A tag that takes nothing yet. */
    static TagShape tag(String name, String example, String summary) {
        return new TagShape(
                name,
                example,
                summary,
                List.of(),
                0,
                new TreeMap<>(),
                false,
                false,
                new TreeSet<>());
    }

    /** With one more argument without a key, which it needs. */
    TagShape needs(Kind kind) {
        return new TagShape(name, example, summary, and(kind), least + 1, keys, free, open, inside);
    }

    /** With one more argument without a key. */
    TagShape takes(Kind kind) {
        return new TagShape(name, example, summary, and(kind), least, keys, free, open, inside);
    }

    private List<Kind> and(Kind kind) {
        List<Kind> more = new ArrayList<>(unnamed);
        more.add(kind);
        return more;
    }

    TagShape key(String key, Kind kind, String what) {
        SortedMap<String, Key> more = new TreeMap<>(keys);
        more.put(key, new Key(kind, what));
        return new TagShape(name, example, summary, unnamed, least, more, free, open, inside);
    }

    /** With other keys, which somebody else understands. */
    TagShape otherKeys() {
        return new TagShape(name, example, summary, unnamed, least, keys, true, open, inside);
    }

    TagShape anything(Set<String> tags) {
        return new TagShape(
                name, example, summary, unnamed, least, keys, true, true, new TreeSet<>(tags));
    }

    TagShape tagsInside(Set<String> tags) {
        return new TagShape(
                name, example, summary, unnamed, least, keys, free, open, new TreeSet<>(tags));
    }
}
