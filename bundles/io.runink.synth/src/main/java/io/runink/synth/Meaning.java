package io.runink.synth;

import io.runink.api.contract.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** What a rule on the value of a column demands. Presence and uniqueness are the row's matter. */
sealed interface Meaning {

    /** The rule. */
    Rule rule();

    /** Whether a text that is of the column's type keeps the rule. */
    boolean holds(String text);

    /**
     * Below or above a bound.
     *
     * @param rule the rule
     * @param axis of the column's type
     * @param bound where
     * @param upper whether values stay below it
     * @param inclusive whether the bound itself keeps the rule
     */
    record Range(Rule rule, Axis axis, BigDecimal bound, boolean upper, boolean inclusive)
            implements Meaning {
        @Override
        public boolean holds(String text) {
            int order = axis.number(text).compareTo(bound);
            return order == 0 ? inclusive : upper == order < 0;
        }
    }

    /**
     * One of a list.
     *
     * @param rule the rule
     * @param values the list
     */
    record Listed(Rule rule, List<String> values) implements Meaning {
        public Listed {
            values = List.copyOf(values);
        }

        @Override
        public boolean holds(String text) {
            return values.contains(text);
        }
    }

    /**
     * A regular expression.
     *
     * @param rule the rule
     * @param expression as the generator reads it
     * @param judge the same, as the platform's own library reads it: the double check
     */
    record Matching(Rule rule, Expression expression, Pattern judge) implements Meaning {
        @Override
        public boolean holds(String text) {
            return judge.matcher(text).matches();
        }
    }
}
