package io.runink.cel;

import org.jspecify.annotations.Nullable;

/** An expression bound to columns. Not safe for threads. */
public interface Evaluation {

    /**
     * The value for a row, in the Java type that {@link CelExpression#type()} says.
     *
     * @param row from 0
     * @return null if it is unknown, since something it depends on is absent
     * @throws CelEvaluationException if there is no value: out of range, division by zero, text
     *     that denotes none
     */
    @Nullable Object value(int row);
}
