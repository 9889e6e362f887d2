package io.runink.authoring;

import io.runink.api.error.Location;
import io.runink.api.scenario.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds a tag against what the language says it takes. */
final class ArgumentCheck {

    /** Characters of a name: no name that people read is longer. */
    static final int NAME_MAX = 200;

    private final Diagnostics problems;

    ArgumentCheck(Diagnostics problems) {
        this.problems = problems;
    }

    /** Whether the tag, of a known name, is right; else problems say what is not. */
    boolean fits(Tag tag) {
        int before = problems.count();
        TagShape shape = KnownTags.shape(tag.name());
        Set<String> seen = new HashSet<>();
        int unnamed = 0;
        for (Tag.Argument argument : tag.arguments()) {
            String key = argument.key();
            if (!key.isEmpty() && !seen.add(key)) {
                problems.add(
                        ScenarioError.DUPLICATE_ARGUMENT,
                        argument.place(),
                        "'@" + tag.name() + "' has '" + SourceText.brief(key) + "' twice",
                        "give it once");
            }
            if (key.isEmpty() && argument.value() instanceof Tag.Value.Nested nested) {
                inside(shape, nested.tag());
            } else if (!key.isEmpty()) {
                keyed(shape, argument);
            } else {
                unnamed(shape, argument, unnamed++);
            }
        }
        if (unnamed < shape.least()) {
            problems.add(
                    ScenarioError.ARGUMENT_TYPE,
                    tag.place(),
                    "'@"
                            + tag.name()
                            + "' says nothing, expected "
                            + shape.unnamed().get(unnamed).words(),
                    "write " + shape.example());
        }
        return problems.count() == before;
    }

    private void inside(TagShape shape, Tag inner) {
        if (!shape.inside().contains(inner.name())) {
            problems.add(
                    ScenarioError.ARGUMENT_TYPE,
                    inner.place(),
                    "'@" + inner.name() + "' cannot stand inside '@" + shape.name() + "'",
                    "put it on a line of its own"
                            + (shape.inside().isEmpty()
                                    ? ""
                                    : "; inside may stand " + String.join(", ", shape.inside())));
        }
    }

    private void unnamed(TagShape shape, Tag.Argument argument, int at) {
        if (shape.open()) {
            if (argument.value() instanceof Tag.Value.Items) {
                takes(shape, argument, TagShape.Kind.ANY);
            }
        } else if (at < shape.unnamed().size()) {
            takes(shape, argument, shape.unnamed().get(at));
        } else {
            problems.add(
                    ScenarioError.ARGUMENT_TYPE,
                    argument.place(),
                    "'@" + shape.name() + "' takes no further argument without a key",
                    "write " + shape.example() + keys(shape));
        }
    }

    private static String keys(TagShape shape) {
        return shape.keys().isEmpty()
                ? ""
                : "; by key it takes " + String.join(", ", shape.keys().keySet());
    }

    private void keyed(TagShape shape, Tag.Argument argument) {
        String key = argument.key();
        TagShape.Key known = shape.keys().get(key);
        if (known != null) {
            takes(shape, argument, known.kind());
        } else if (shape.free()) {
            name(key, "the key '", argument.place());
            takes(shape, argument, TagShape.Kind.ANY);
        } else {
            problems.add(
                    ScenarioError.UNKNOWN_ARGUMENT,
                    argument.place(),
                    "'@" + shape.name() + "' has no argument '" + SourceText.brief(key) + "'",
                    Nearest.to(key, shape.keys().keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElseGet(() -> "write " + shape.example() + keys(shape)));
        }
    }

    private void takes(TagShape shape, Tag.Argument argument, TagShape.Kind kind) {
        String key = argument.key();
        if (!kind.accepts(argument.value())) {
            problems.add(
                    ScenarioError.ARGUMENT_TYPE,
                    argument.place(),
                    key.isEmpty()
                            ? "'@" + shape.name() + "' takes " + kind.words() + " here"
                            : "'"
                                    + SourceText.brief(key)
                                    + "' of '@"
                                    + shape.name()
                                    + "' takes "
                                    + kind.words(),
                    key.isEmpty() ? "write " + shape.example() : "write " + key + example(kind));
        } else if (kind.names()) {
            texts(argument.value()).forEach(it -> name(it, "the name '", argument.place()));
        }
    }

    private static String example(TagShape.Kind kind) {
        return switch (kind) {
            case NUMBER, AMOUNT -> "=2";
            case SPAN -> "=5m";
            case STRICT -> "=\"strict\"";
            default -> "=\"…\"";
        };
    }

    private static List<String> texts(Tag.Value value) {
        return switch (value) {
            case Tag.Value.Text text -> List.of(text.text());
            case Tag.Value.Items items ->
                    items.values().stream().flatMap(it -> texts(it).stream()).toList();
            default -> List.of();
        };
    }

    /**
     * Records what is wrong with a name that a reader must be able to trust; whether nothing is.
     */
    boolean name(String name, String what, Location place) {
        if (name.length() > NAME_MAX) {
            problems.add(
                    ScenarioError.TOO_LONG,
                    place,
                    what
                            + SourceText.brief(name)
                            + "' has "
                            + name.length()
                            + " characters, at most "
                            + NAME_MAX,
                    "shorten it");
            return false;
        }
        var reason = Lookalikes.reason(name);
        reason.ifPresent(it ->
                problems.add(
                        ScenarioError.LOOKALIKE,
                        place,
                        what + SourceText.brief(name) + "' " + it,
                        "write it with the letters that it seems to have"));
        return reason.isEmpty();
    }
}
