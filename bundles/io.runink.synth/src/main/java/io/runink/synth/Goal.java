package io.runink.synth;

import io.runink.cel.CelExpression;
import java.util.List;

/**
 * A condition taken apart, as far as its shape is one that values can be chosen for. What it misses
 * or misreads costs a try and no more: the condition itself is always asked in the end.
 */
sealed interface Goal {

    /** A way to compare. */
    enum Order {
        LESS("<"),
        AT_MOST("<="),
        EQUAL("=="),
        UNEQUAL("!="),
        AT_LEAST(">="),
        GREATER(">");

        private final String sign;

        Order(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        /** What holds where this does not. */
        Order negated() {
            return switch (this) {
                case LESS -> AT_LEAST;
                case AT_MOST -> GREATER;
                case EQUAL -> UNEQUAL;
                case UNEQUAL -> EQUAL;
                case AT_LEAST -> LESS;
                case GREATER -> AT_MOST;
            };
        }

        /** The same with its sides exchanged. */
        Order turned() {
            return switch (this) {
                case LESS -> GREATER;
                case AT_MOST -> AT_LEAST;
                case AT_LEAST -> AT_MOST;
                case GREATER -> LESS;
                case EQUAL, UNEQUAL -> this;
            };
        }
    }

    /**
     * A way to reach a goal: a column is compared with what an expression gives.
     *
     * @param place of the column
     * @param order how its value is to stand to the other
     * @param other gives the other value
     */
    record Solution(int place, Order order, CelExpression other) {}

    /** Each of them. */
    record All(List<Goal> goals) implements Goal {
        public All {
            goals = List.copyOf(goals);
        }
    }

    /** One of them. */
    record Any(List<Goal> goals) implements Goal {
        public Any {
            goals = List.copyOf(goals);
        }
    }

    /**
     * A comparison.
     *
     * @param whole the comparison
     * @param solutions ways to make it true; none if it is of no known shape
     */
    record Compared(CelExpression whole, List<Solution> solutions) implements Goal {
        public Compared {
            solutions = List.copyOf(solutions);
        }
    }

    /**
     * A column has a value, or has none.
     *
     * @param place of the column
     * @param there which
     */
    record Present(int place, boolean there) implements Goal {}

    /** Something else. */
    record Opaque() implements Goal {}
}
