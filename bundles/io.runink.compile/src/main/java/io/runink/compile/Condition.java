package io.runink.compile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What must be true of a row that flows on.
 *
 * @param cel the condition
 * @param written where the scenario states it; empty for what follows from other conditions
 */
record Condition(String cel, Optional<Written> written) {

    static Condition of(Written written) {
        return new Condition(written.text(), Optional.of(written));
    }

    /** True where none of the others is, be they false or unknown. */
    static Condition otherwise(List<Condition> others) {
        return new Condition(
                others.stream()
                        .map(it -> inner(it.cel()))
                        .map(it -> "(!" + it + " || " + it + " == null)")
                        .collect(Collectors.joining(" && ")),
                Optional.empty());
    }

    /** True where all are; empty text for none. */
    static String all(List<Condition> conditions) {
        return conditions.size() == 1
                ? conditions.getFirst().cel()
                : conditions.stream()
                        .map(it -> inner(it.cel()))
                        .collect(Collectors.joining(" && "));
    }

    /** A remark would take the parenthesis with it. */
    private static String inner(String cel) {
        return "(" + cel + (cel.contains("//") ? "\n)" : ")");
    }
}
