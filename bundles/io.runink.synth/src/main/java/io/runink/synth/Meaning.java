package io.runink.synth;

import io.runink.api.contract.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a rule on the value of a column demands. Presence and uniqueness are the row's matter. */
sealed interface Meaning {

    /** The rule. */
    Rule rule();

    /** Whether a text that is of the column's type keeps the rule. */
    boolean holds(String text);

    /** The bounds among some meanings, one by one. */
    static List<Range> ranges(List<Meaning> meanings) {
        List<Range> ranges = new ArrayList<>();
        for (Meaning meaning : meanings) {
            if (meaning instanceof Range range) {
                ranges.add(range);
            } else if (meaning instanceof Between between) {
                ranges.add(between.lower());
                ranges.add(between.upper());
            }
        }
        return ranges;
    }

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
            BigDecimal number = axis.number(text);
            // Floats next to a bound may be one with it once both are binary.
            return holds(number.compareTo(bound))
                    && (!axis.floating()
                            || holds(Double.compare(number.doubleValue(), bound.doubleValue())));
        }

        private boolean holds(int order) {
            return order == 0 ? inclusive : upper == order < 0;
        }
    }

    /**
     * Between two bounds, or one of them.
     *
     * @param rule the rule
     * @param lower the lower bound
     * @param upper the upper one
     */
    record Between(Rule rule, Range lower, Range upper) implements Meaning {
        @Override
        public boolean holds(String text) {
            return lower.holds(text) && upper.holds(text);
        }
    }

    /**
     * A whole multiple, of the decimal that writes the number.
     *
     * @param rule the rule
     * @param axis of the column's type
     * @param step above zero
     */
    record Multiple(Rule rule, Axis axis, BigDecimal step) implements Meaning {
        @Override
        public boolean holds(String text) {
            return axis.written(text).remainder(step).signum() == 0;
        }
    }

    /**
     * A number of characters.
     *
     * @param rule the rule
     * @param min fewest
     * @param max most
     */
    record Length(Rule rule, int min, int max) implements Meaning {
        @Override
        public boolean holds(String text) {
            int length = text.codePointCount(0, text.length());
            return min <= length && length <= max;
        }
    }

    /**
     * A form that a standard defines.
     *
     * @param rule the rule
     * @param form which
     */
    record Formed(Rule rule, Form form) implements Meaning {
        @Override
        public boolean holds(String text) {
            return form.holds(text);
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
