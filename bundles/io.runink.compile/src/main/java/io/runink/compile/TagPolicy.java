package io.runink.compile;

import io.runink.api.error.Location;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.util.List;
import java.util.Set;

/** Refuses what the language knows and this version cannot do: nothing is silently ignored. */
final class TagPolicy {

    /** Tags that bind a whole run: one, and not inside another. */
    private static final Set<String> SINGLE = Set.of("dlq", "herd", "retry", "timeout");

    /** Tags that say nothing of the one they stand in. */
    private static final Set<String> OF_THE_RUN =
            Set.of("retry", "timeout", "assert", "emits", "requires");

    private final Problems problems;

    private TagPolicy(Problems problems) {
        this.problems = problems;
    }

    static void check(Scenario scenario, Problems problems) {
        TagPolicy policy = new TagPolicy(problems);
        scenario.tags().forEach(tag -> policy.executable(tag, false));
        for (String name : SINGLE.stream().sorted().toList()) {
            List<Tag> all = scenario.tags(name).toList();
            for (Tag tag : all.subList(Math.min(1, all.size()), all.size())) {
                problems.add(
                        CompileError.TWICE,
                        tag.place(),
                        "'@" + name + "' stands twice, first at " + all.getFirst().place(),
                        "keep one");
            }
        }
    }

    private void executable(Tag tag, boolean inside) {
        if (tag.name().equals("affinity")) {
            later(
                    "'@affinity' chooses among nodes, and this version runs on one",
                    "remove it",
                    tag.place());
        }
        if (inside && OF_THE_RUN.contains(tag.name())) {
            later(
                    "'@"
                            + tag.name()
                            + "' is for a whole run, and this one stands inside another tag",
                    "put it on a line of its own",
                    tag.place());
        }
        for (Tag.Argument argument : tag.arguments()) {
            if (argument.value() instanceof Tag.Value.Nested nested) {
                executable(nested.tag(), true);
            }
            if (tag.name().equals("requires") && !argument.key().isEmpty()) {
                later(
                        "'@requires' names scenarios of this file, and has no '"
                                + argument.key()
                                + "' in this version",
                        "write @requires(\"Scenario name\")",
                        argument.place());
            }
        }
    }

    private void later(String what, String remedy, Location place) {
        problems.add(CompileError.NOT_EXECUTABLE, place, what, remedy);
    }
}
