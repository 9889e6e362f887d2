package io.runink.synth;

import java.util.List;

/** A regular expression, as far as the generator follows. */
sealed interface Expression {

    /** One character of a set. */
    record One(CharSet set) implements Expression {}

    /** Each after the other. */
    record Sequence(List<Expression> parts) implements Expression {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** Any of them. */
    record Choice(List<Expression> branches) implements Expression {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    /** A number of times. */
    record Repeat(Expression part, int min, int max) implements Expression {}
}
