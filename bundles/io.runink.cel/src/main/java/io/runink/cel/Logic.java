package io.runink.cel;

import org.jspecify.annotations.Nullable;

/** The operators that do not need all of their operands. */
final class Logic {

    private Logic() {}

    /**
     * Logical or and and. The deciding value wins over what is unknown or wrong on the other side;
     * else what is unknown wins over what is wrong, as CEL has it.
     *
     * @param decides true for or, false for and
     */
    record Junction(Node left, Node right, boolean decides) implements Node {
        @Override
        public @Nullable Object at(Frame frame) {
            Object first = null;
            CelEvaluationException failure = null;
            try {
                first = left.at(frame);
                if (first != null && (boolean) first == decides) {
                    return first;
                }
            } catch (CelEvaluationException e) {
                failure = e;
            }
            Object second;
            try {
                second = right.at(frame);
            } catch (CelEvaluationException e) {
                if (first != null || failure != null) {
                    throw e;
                }
                return null;
            }
            if (second != null && (boolean) second == decides) {
                return second;
            }
            if (failure != null && second != null) {
                throw failure;
            }
            return failure != null || first == null ? null : second;
        }
    }

    /** {@code condition ? yes : no}; unknown if the condition is. */
    record Choice(Node condition, Node yes, Node no) implements Node {
        @Override
        public @Nullable Object at(Frame frame) {
            Object holds = condition.at(frame);
            if (holds == null) {
                return null;
            }
            return (boolean) holds ? yes.at(frame) : no.at(frame);
        }
    }

    /** Whether a value is there. */
    record Present(Node operand, boolean present) implements Node {
        @Override
        public Object at(Frame frame) {
            return (operand.at(frame) != null) == present;
        }
    }
}
