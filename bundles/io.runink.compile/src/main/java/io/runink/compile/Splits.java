package io.runink.compile;

import io.runink.api.error.Location;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Steps that part rows into ports by conditions. They become conditions of the edges: a split is no
 * node of the DAG.
 */
final class Splits {

    /** The step's name. */
    static final String STEP = "split";

    /** The condition that stands for the rows of no other port. */
    private static final String OTHERWISE = "otherwise";

    /** Keys that are no ports. */
    private static final Set<String> PLACING = Set.of("name", "from");

    /** How many ports one has. */
    private static final int PORTS_MAX = 64;

    private final Problems problems;

    /** By split, by port: the condition. */
    private final Map<String, SequencedMap<String, Condition>> splits = new LinkedHashMap<>();

    Splits(Problems problems) {
        this.problems = problems;
    }

    /** Takes the ports of a split's tag. */
    void add(String name, Tag tag) {
        SequencedMap<String, Condition> ports = new LinkedHashMap<>();
        Optional<Tag.Argument> rest = Optional.empty();
        int unnamed = 0;
        for (Tag.Argument argument : tag.arguments()) {
            if (argument.key().isEmpty() || argument.value() instanceof Tag.Value.Nested) {
                unnamed += argument.key().isEmpty() ? 1 : 0;
            } else if (PLACING.contains(argument.key())) {
                // They say where it stands, not what it parts.
            } else if (!(argument.value() instanceof Tag.Value.Text text)) {
                wrong(
                        argument.place(),
                        "the port '" + argument.key() + "' of '" + name + "' has no condition",
                        "write " + argument.key() + "=\"condition\"");
            } else if (!text.text().strip().equals(OTHERWISE)) {
                ports.put(argument.key(), Condition.of(Written.of(argument, text.text())));
            } else if (rest.isPresent()) {
                wrong(
                        argument.place(),
                        "two ports of '" + name + "' take what no other takes",
                        "give one of them a condition");
            } else {
                rest = Optional.of(argument);
            }
        }
        rest.ifPresent(it -> ports.put(it.key(), Condition.otherwise(List.copyOf(ports.values()))));
        if (unnamed > 1 || ports.size() > PORTS_MAX || ports.size() <= rest.stream().count()) {
            wrong(
                    tag.place(),
                    unnamed > 1
                            ? "'" + name + "' has a condition without a port"
                            : ports.size() > PORTS_MAX
                                    ? "'" + name + "' has more than " + PORTS_MAX + " ports"
                                    : "'" + name + "' has no port with a condition",
                    "write @step(\"split\", name=\"route\", high=\"price > 100\","
                            + " low=\"otherwise\")");
        }
        splits.put(name, ports);
    }

    private void wrong(Location place, String message, String remedy) {
        problems.add(CompileError.SPLIT, place, message, remedy);
    }

    boolean isSplit(String name) {
        return splits.containsKey(name);
    }

    /** The ports of all, as {@code from} names them. */
    List<String> ports() {
        List<String> all = new ArrayList<>();
        splits.forEach((name, ports) -> ports.keySet().forEach(it -> all.add(name + "." + it)));
        return all;
    }

    /** The split that a port's full name is of; itself for any other name. */
    String owner(String reference) {
        int dot = reference.lastIndexOf('.');
        String owner = dot < 0 ? "" : reference.substring(0, dot);
        SequencedMap<String, Condition> ports = splits.get(owner);
        return ports != null && ports.containsKey(reference.substring(dot + 1)) ? owner : reference;
    }

    /** The ports of one, as {@code from} names them. */
    List<String> ports(String split) {
        return splits.getOrDefault(split, new LinkedHashMap<>()).keySet().stream()
                .map(it -> split + "." + it)
                .toList();
    }

    /** The condition of a port. */
    Condition condition(String reference) {
        String owner = owner(reference);
        Condition condition =
                splits.getOrDefault(owner, new LinkedHashMap<>())
                        .get(reference.substring(owner.length() + 1));
        if (condition == null) {
            throw new IllegalArgumentException("no port '" + reference + "'");
        }
        return condition;
    }

    /** All conditions of a split that the scenario states. */
    List<Condition> conditions(String split) {
        return List.copyOf(splits.getOrDefault(split, new LinkedHashMap<>()).values());
    }
}
