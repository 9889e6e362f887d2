package io.runink.cel;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A part of an expression that can be evaluated. */
interface Node {

    /** The value in a frame; null is absent. */
    @Nullable Object at(Frame frame);

    /**
     * A value known from the text alone.
     *
     * @param exact of a number written as a literal: what its digits say, where a double may not
     */
    record Constant(@Nullable Object value, @Nullable BigDecimal exact) implements Node {

        static Constant of(@Nullable Object value) {
            return new Constant(value, null);
        }

        @Override
        public @Nullable Object at(Frame frame) {
            return value;
        }
    }

    /** The value of a column. */
    record Read(int column) implements Node {
        @Override
        public @Nullable Object at(Frame frame) {
            return frame.column(column);
        }
    }

    /** The value of a column of JSON text. */
    record ReadNested(int column) implements Node {
        @Override
        public @Nullable Object at(Frame frame) {
            return frame.nested(column);
        }
    }

    /** The value bound to a name inside the expression. */
    record Local(int slot) implements Node {
        @Override
        public @Nullable Object at(Frame frame) {
            return frame.local(slot);
        }
    }

    /** What one present value becomes. */
    interface One {
        @Nullable Object apply(Object value);
    }

    /** What two present values become. */
    interface Two {
        @Nullable Object apply(Frame frame, Object left, Object right);
    }

    /** What present values become. */
    interface Many {
        @Nullable Object apply(Frame frame, Object[] values);
    }

    static Node of(Node operand, One function) {
        return frame -> {
            Object value = operand.at(frame);
            return value == null ? null : function.apply(value);
        };
    }

    static Node of(Node left, Node right, Two function) {
        return frame -> {
            Object first = left.at(frame);
            Object second = right.at(frame);
            return first == null || second == null ? null : function.apply(frame, first, second);
        };
    }

    static Node of(Node[] operands, Many function) {
        return frame -> {
            Object[] values = new Object[operands.length];
            boolean absent = false;
            for (int i = 0; i < operands.length; i++) {
                Object value = operands[i].at(frame);
                if (value == null) {
                    absent = true;
                } else {
                    values[i] = value;
                }
            }
            return absent ? null : function.apply(frame, values);
        };
    }
}
