package io.runink.slice;

import io.runink.api.contract.Action;
import io.runink.api.contract.Rule;
import java.util.List;

/**
 * A rule that a row breaks, with what people are told of it.
 *
 * @param rule its id
 * @param action what follows
 * @param columns those that it reads
 * @param expected what was expected
 */
record Broken(String rule, Action action, List<String> columns, String expected) {

    Broken {
        columns = List.copyOf(columns);
    }

    static Broken of(Rule rule, String expected) {
        return new Broken(rule.id(), rule.action(), rule.columns(), expected);
    }

    /** What is no rule of a contract, such as a row that cannot be read. */
    static Broken of(String rule, String column, String expected) {
        return new Broken(
                rule, Action.QUARANTINE, column.isEmpty() ? List.of() : List.of(column), expected);
    }

    /** The columns, for people. */
    String field() {
        return String.join("+", columns);
    }
}
