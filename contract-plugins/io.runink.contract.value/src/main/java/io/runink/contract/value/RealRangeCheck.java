package io.runink.contract.value;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Lexemes;
import io.runink.spi.contract.Violations;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;

/** A range of floats, compared as doubles. */
final class RealRangeCheck implements Check {

    private final String column;
    private final Side side;
    private final String text;
    private final double bound;

    RealRangeCheck(String column, Side side, String text) {
        this.column = column;
        this.side = side;
        this.text = text;
        Lexemes lexemes = Lexemes.of(DataType.of(DataType.Kind.FLOAT64));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!lexemes.read(bytes, 0, bytes.length)) {
            throw new IllegalArgumentException("bound '" + text + "' is no finite number");
        }
        this.bound = lexemes.real();
    }

    @Override
    public String expected() {
        return side.words() + " " + text;
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        FieldVector values = batch.values(column);
        for (int row = 0; row < batch.rows(); row++) {
            if (!values.isNull(row) && !holds(value(values, row))) {
                violations.add(row);
            }
        }
    }

    private boolean holds(double value) {
        int order = Double.compare(value + 0.0, bound + 0.0);
        return order == 0 ? side.inclusive() : (order > 0) == side.lower();
    }

    private static double value(FieldVector values, int row) {
        return values instanceof Float4Vector singles
                ? singles.get(row)
                : ((Float8Vector) values).get(row);
    }
}
