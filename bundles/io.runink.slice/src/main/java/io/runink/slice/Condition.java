package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.dag.Edge;
import io.runink.cel.CelEvaluationException;
import io.runink.cel.CelException;
import io.runink.cel.CelExpression;
import io.runink.cel.Evaluation;
import java.util.stream.Collectors;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** What must be true of the rows that flow by an edge. */
final class Condition {

    private final String rule;
    private final CelExpression when;

    private Condition(String rule, CelExpression when) {
        this.rule = rule;
        this.when = when;
    }

    /** The condition of an edge that has one. */
    static Condition of(Edge edge, Contract contract) {
        CelExpression when;
        try {
            when =
                    CelExpression.compile(
                            edge.when(),
                            contract.fields().stream()
                                    .collect(Collectors.toMap(Field::name, Field::type)));
        } catch (CelException e) {
            throw unreadable(edge);
        }
        if (when.type().kind() != DataType.Kind.BOOLEAN) {
            throw unreadable(edge);
        }
        return new Condition(edge.to() + ".when", when);
    }

    private static RuntimeException unreadable(Edge edge) {
        return Grants.refused(
                "the condition of the edge from '"
                        + edge.from()
                        + "' to '"
                        + edge.to()
                        + "' makes no sense");
    }

    /**
     * Takes the rows of which it is true.
     *
     * @param left gets a mark for each row that it does not take
     * @param unanswered gets a reason for each row of which it is neither true nor false though all
     *     it needs is there
     */
    void choose(VectorSchemaRoot batch, boolean[] left, @Nullable Broken[] unanswered) {
        Evaluation evaluation = when.over(batch::getVector);
        for (int row = 0; row < left.length; row++) {
            try {
                left[row] = !Boolean.TRUE.equals(evaluation.value(row));
            } catch (CelEvaluationException e) {
                left[row] = true;
                unanswered[row] =
                        Broken.of(rule, "", "a condition with an answer: " + e.getMessage());
            }
        }
    }
}
