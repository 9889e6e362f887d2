package io.runink.contract.dataset;

import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/** Takes the values of the rows that no other rule rejects into a figure. */
final class AggregateCheck implements Check {

    private final String column;
    private final String function;
    private final Figure figure;
    private final Bounds bounds;

    AggregateCheck(String column, String function, Figure figure, Bounds bounds) {
        this.column = column;
        this.function = function;
        this.figure = figure;
        this.bounds = bounds;
    }

    @Override
    public String expected() {
        return function + "(" + column + ") " + bounds.words();
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        FieldVector values = batch.values(column);
        figure.bind(values);
        for (int row = 0; row < batch.rows(); row++) {
            if (!batch.rejected(row) && !values.isNull(row)) {
                figure.take(row);
            }
        }
    }

    @Override
    public Optional<String> conclude() {
        return figure.value()
                .filter(it -> !bounds.hold(it))
                .map(Quotient::rounded)
                .map(bounds::shown);
    }

    @Override
    public void close() {
        figure.close();
    }
}
