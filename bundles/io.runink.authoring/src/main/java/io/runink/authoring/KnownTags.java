package io.runink.authoring;

import io.runink.api.scenario.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tags of the language and what each takes. */
final class KnownTags {

    /** What a key may hold. */
    enum Kind {
        TEXT("a text in double quotes"),
        TEXTS("a text in double quotes, or a list of them");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean accepts(Tag.Value value) {
            return value instanceof Tag.Value.Text
                    || (this == TEXTS
                            && value instanceof Tag.Value.Items items
                            && !items.values().isEmpty()
                            && items.values().stream().allMatch(Tag.Value.Text.class::isInstance));
        }
    }

    /**
     * What a tag takes.
     *
     * @param open whether it takes anything
     * @param example how it is written
     * @param keys keyed arguments; with one positional text where it is not open
     */
    record Shape(boolean open, String example, SortedMap<String, Kind> keys) {}

    private static final Shape OPEN = new Shape(true, "", new TreeMap<>());

    private static final SortedMap<String, Shape> SHAPES =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("feature", OPEN),
                            Map.entry("module", OPEN),
                            Map.entry("meta", OPEN),
                            Map.entry("golden", OPEN),
                            Map.entry("window", OPEN),
                            Map.entry("assert", OPEN),
                            Map.entry("emits", OPEN),
                            Map.entry("requires", OPEN),
                            Map.entry("affinity", OPEN),
                            Map.entry("retry", OPEN),
                            Map.entry("timeout", OPEN),
                            Map.entry("contract", shape("@contract(\"file\")", Map.of())),
                            Map.entry("herd", shape("@herd(\"name\")", Map.of())),
                            Map.entry("dlq", shape("@dlq(\"scheme://path\")", Map.of())),
                            Map.entry(
                                    "source",
                                    shape(
                                            "@source(\"scheme://path\")",
                                            Map.of("contract", Kind.TEXT, "name", Kind.TEXT))),
                            Map.entry(
                                    "step",
                                    shape(
                                            "@step(\"Name\")",
                                            Map.of("name", Kind.TEXT, "from", Kind.TEXTS))),
                            Map.entry(
                                    "sink",
                                    shape(
                                            "@sink(\"scheme://path\")",
                                            Map.of(
                                                    "contract", Kind.TEXT,
                                                    "name", Kind.TEXT,
                                                    "from", Kind.TEXTS,
                                                    "when", Kind.TEXT,
                                                    "with", Kind.TEXT)))));

    /** Tags that may stand inside another. */
    private static final Set<String> NESTABLE =
            Set.of("window", "meta", "assert", "emits", "requires", "affinity", "retry", "timeout");

    private KnownTags() {}

    private static Shape shape(String example, Map<String, Kind> keys) {
        return new Shape(false, example, new TreeMap<>(keys));
    }

    static boolean knows(String name) {
        return SHAPES.containsKey(name);
    }

    static List<String> names() {
        return List.copyOf(SHAPES.keySet());
    }

    static SortedSet<String> nestable() {
        return new TreeSet<>(NESTABLE);
    }

    /** What a known tag takes. */
    static Shape shape(String name) {
        return SHAPES.getOrDefault(name, OPEN);
    }
}
