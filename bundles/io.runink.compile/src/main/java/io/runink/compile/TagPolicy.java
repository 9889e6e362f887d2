package io.runink.compile;

import io.runink.api.error.Location;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import java.util.List;
import java.util.Set;

/** Refuses what the language knows and this version cannot do: nothing is silently ignored. */
final class TagPolicy {

    private static final Set<String> LATER =
            Set.of("window", "retry", "timeout", "assert", "emits", "requires", "affinity");

    private final Problems problems;

    private TagPolicy(Problems problems) {
        this.problems = problems;
    }

    static void check(Scenario scenario, Problems problems) {
        TagPolicy policy = new TagPolicy(problems);
        scenario.tags().forEach(policy::executable);
        for (String name : List.of("dlq", "herd")) {
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

    private void executable(Tag tag) {
        if (LATER.contains(tag.name())) {
            later("'@" + tag.name() + "'", tag.place());
        }
        for (Tag.Argument argument : tag.arguments()) {
            if (argument.value() instanceof Tag.Value.Nested nested) {
                executable(nested.tag());
            }
            boolean condition = argument.key().equals("when") || argument.key().equals("with");
            if (tag.name().equals("sink") && condition) {
                later("'" + argument.key() + "' of '@sink'", argument.place());
            }
        }
    }

    private void later(String what, Location place) {
        problems.add(
                CompileError.NOT_EXECUTABLE,
                place,
                what + " is understood, but not executable in this version",
                "remove it");
    }
}
