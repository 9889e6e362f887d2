package io.runink.authoring;

import static io.runink.authoring.TagShape.tag;

import io.runink.authoring.TagShape.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The tags of the language and what each takes. */
final class KnownTags {

    private static final Set<String> PLACEMENT =
            Set.of("affinity", "meta", "requires", "retry", "timeout");

    private static final Set<String> INSIDE =
            Set.of("affinity", "meta", "requires", "retry", "timeout", "window");

    private static final String REFERENCES =
            "which sources or steps have the keys of foreign keys, where several could";
    private static final String FROM =
            "the sources or steps it takes from, not the line before; `name.port` for a port";
    private static final String NAME =
            "what it is called in `from`, in reports and on the command line";

    private static final SequencedMap<String, TagShape> SHAPES = new LinkedHashMap<>();

    static {
        flow();
        scenario();
        demands();
    }

    private KnownTags() {}

    private static void flow() {
        put(
                tag("source", "@source(\"scheme://path\")", "Where rows come from.")
                        .needs(Kind.TEXT)
                        .key("contract", Kind.NAME, "what its rows promise")
                        .key("name", Kind.NAME, NAME)
                        .key("references", Kind.NAMES, REFERENCES)
                        .tagsInside(INSIDE));
        put(
                tag("step", "@step(\"Name\")", "What is done to them.")
                        .needs(Kind.NAME)
                        .takes(Kind.ANY)
                        .key("contract", Kind.NAME, "what the rows it yields promise")
                        .key("name", Kind.NAME, NAME)
                        .key("from", Kind.NAMES, FROM)
                        .key("references", Kind.NAMES, REFERENCES)
                        .otherKeys()
                        .tagsInside(INSIDE));
        put(
                tag("sink", "@sink(\"scheme://path\")", "Where they go.")
                        .needs(Kind.TEXT)
                        .key("contract", Kind.NAME, "what the rows it takes promise")
                        .key("name", Kind.NAME, NAME)
                        .key("from", Kind.NAMES, FROM)
                        .key("when", Kind.TEXT, "a condition in CEL: other rows do not go there")
                        .key("with", Kind.TEXT, "`role=…`: what is masked for that role is masked")
                        .tagsInside(PLACEMENT));
        put(
                tag(
                                "dlq",
                                "@dlq(\"scheme://path\")",
                                "Where rejected rows go, with what they broke.")
                        .needs(Kind.TEXT));
    }

    private static void scenario() {
        put(tag("herd", "@herd(\"name\")", "Who runs it.").needs(Kind.NAME));
        put(tag("contract", "@contract(\"file\")", "A contract file.").needs(Kind.TEXT));
        put(
                tag("module", "@module(layer=\"…\")", "Labels of the pipeline.")
                        .anything(Set.of("meta")));
        put(tag("feature", "@feature(\"…\")", "Documentation.").anything(Set.of("meta")));
        put(
                tag("meta", "@meta(key=\"…\")", "Documentation of what it stands in.")
                        .anything(INSIDE));
        put(
                tag("golden", "@golden(\"folder\")", "Input and expected output of a test.")
                        .takes(Kind.TEXT)
                        .key("validation", Kind.STRICT, "every row and column counts"));
    }

    private static void demands() {
        put(
                tag("window", "@window(5m, on=\"…\")", "The windows of the next aggregation.")
                        .takes(Kind.SPAN)
                        .key("tumbling", Kind.SPAN, "windows of that length, one after the other")
                        .key("sliding", Kind.SPAN, "windows of that length, which overlap")
                        .key("every", Kind.SPAN, "a sliding window begins so often")
                        .key("session", Kind.SPAN, "a window ends when no row comes for so long")
                        .key("on", Kind.NAME, "the column that holds a row's time")
                        .key("watermark", Kind.SPAN, "how long a late row is waited for")
                        .key("late", Kind.TEXT, "what becomes of rows that come later"));
        put(
                tag(
                                "assert",
                                "@assert(\"records >= 1000\")",
                                "What must be true before it publishes.")
                        .needs(Kind.TEXT));
        put(
                tag("retry", "@retry(3)", "How often it is tried again after a passing fault.")
                        .takes(Kind.NUMBER)
                        .key("times", Kind.NUMBER, "how often")
                        .key("backoff", Kind.SPAN, "the pause before; doubled each time"));
        put(tag("timeout", "@timeout(10m)", "How long it may take.").needs(Kind.SPAN));
        put(
                tag("emits", "@emits(\"event\")", "What it tells others.")
                        .needs(Kind.TEXT)
                        .key("on", Kind.TEXT, "when"));
        put(
                tag("requires", "@requires(\"Scenario\")", "The scenarios to run before.")
                        .takes(Kind.TEXTS)
                        .key("cpu", Kind.AMOUNT, "cores")
                        .key("memory", Kind.AMOUNT, "for example `\"512 MiB\"`")
                        .key("label", Kind.TEXTS, "labels of the machine"));
        put(
                tag("affinity", "@affinity(label=\"…\")", "Where its slice had better run.")
                        .takes(Kind.TEXTS)
                        .key("label", Kind.TEXTS, "labels of the machine")
                        .key("colocate_with", Kind.NAMES, "steps to be near to"));
    }

    private static void put(TagShape shape) {
        SHAPES.put(shape.name(), shape);
    }

    static boolean knows(String name) {
        return SHAPES.containsKey(name);
    }

    /** All names, in the order of the alphabet. */
    static SortedSet<String> names() {
        return new TreeSet<>(SHAPES.keySet());
    }

    /** All tags, in the order in which somebody new meets them. */
    static List<TagShape> all() {
        return List.copyOf(SHAPES.values());
    }

    /** What a known tag takes. */
    static TagShape shape(String name) {
        TagShape shape = SHAPES.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("no tag '" + name + "'");
        }
        return shape;
    }
}
