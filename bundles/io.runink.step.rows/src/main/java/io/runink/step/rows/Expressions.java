package io.runink.step.rows;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.cel.CelException;
import io.runink.cel.CelExpression;
import java.util.HashMap;
import java.util.Map;

/** Expressions over the columns of an input. */
final class Expressions {

    private final Map<String, DataType> types = new HashMap<>();

    Expressions(Contract input) {
        input.fields().forEach(field -> types.put(field.name(), field.type()));
    }

    /**
     * Reads one.
     *
     * @param place what it was given for, for messages
     * @throws IllegalArgumentException if it is wrong
     */
    CelExpression compile(String place, String text) {
        try {
            return CelExpression.compile(text, types);
        } catch (CelException e) {
            throw new IllegalArgumentException(
                    place + ", character " + (e.offset() + 1) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads one whose values a column is to hold.
     *
     * @throws IllegalArgumentException if it is wrong, or the column cannot hold them
     */
    CelExpression compile(String column, String text, DataType type) {
        CelExpression expression = compile("column '" + column + "'", text);
        if (!ValueWriter.accepts(expression.type(), type)) {
            throw new IllegalArgumentException(
                    "column '"
                            + column
                            + "' is "
                            + type
                            + ", and its expression gives "
                            + expression.type()
                            + "; convert it in the expression");
        }
        return expression;
    }
}
