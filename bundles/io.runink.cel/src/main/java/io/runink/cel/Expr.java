package io.runink.cel;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A typed part of an expression.
 *
 * @param offset where it is in the text, for messages
 */
record Expr(Type type, Node node, int offset) {

    boolean constant() {
        return node instanceof Node.Constant;
    }

    /** What is known from the text alone, else null. */
    @Nullable Object constantValue() {
        return node instanceof Node.Constant it ? it.value() : null;
    }

    /** The digits of a number literal, else null. */
    @Nullable BigDecimal exact() {
        return node instanceof Node.Constant it ? it.exact() : null;
    }
}
