package io.runink.compile;

import io.runink.api.scenario.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The arguments of a step's tag as texts, to tell whether two tags say the same. A column that is
 * given by {@code set} is the same as one given by its own key.
 *
 * @param values by key
 */
record StatedArguments(Map<String, List<String>> values) {

    static StatedArguments of(Tag tag) {
        Map<String, List<String>> values = new TreeMap<>();
        for (Tag.Argument argument : tag.arguments()) {
            if (argument.key().equals(StepArguments.SET)) {
                for (String entry : ValuePlaces.texts(argument.value())) {
                    int equals = entry.indexOf('=');
                    if (equals > 0) {
                        values.put(
                                entry.substring(0, equals).strip(),
                                List.of(entry.substring(equals + 1).strip()));
                    }
                }
            } else if (!argument.key().isEmpty()
                    && !StepArguments.RESERVED.contains(argument.key())) {
                values.put(
                        argument.key(),
                        argument.value() instanceof Tag.Value.Numeral number
                                ? List.of(number.digits())
                                : ValuePlaces.texts(argument.value()));
            }
        }
        return new StatedArguments(values);
    }

    /** Whether all that the other says is said here too. */
    boolean holds(StatedArguments other) {
        return other.values().entrySet().stream()
                .allMatch(it -> it.getValue().equals(values.get(it.getKey())));
    }
}
