package io.runink.contract.type;

import io.runink.api.contract.DataType;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Lexemes;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.Violations;

/** Holds a column's text against the grammar of its type. */
final class TypeCheck implements Check {

    private final String column;
    private final DataType type;
    private final Lexemes lexemes;
    private final TextColumn text = new TextColumn();

    TypeCheck(String column, DataType type) {
        this.column = column;
        this.type = type;
        this.lexemes = Lexemes.of(type);
    }

    @Override
    public String expected() {
        return switch (type.kind()) {
            case STRING -> "text";
            case BOOLEAN -> "true or false";
            case INT8, INT16, INT32, INT64 -> "a whole number of type " + type;
            case FLOAT32, FLOAT64 -> "a finite number of type " + type;
            case DECIMAL ->
                    "a decimal of at most "
                            + (type.precision() - type.scale())
                            + " digits before the point and "
                            + type.scale()
                            + " after it";
            case DATE -> "a day as YYYY-MM-DD";
            case TIME -> "a time as hh:mm:ss";
            case TIMESTAMP -> "an instant as YYYY-MM-DDThh:mm:ssZ";
            case BYTES -> "bytes in Base64";
            case STRUCT, MAP -> "a JSON object";
            case LIST -> "a JSON array";
        };
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        if (type.kind() == DataType.Kind.STRING) {
            return;
        }
        text.load(batch.text(column), batch.rows());
        for (int row = 0; row < batch.rows(); row++) {
            if (!text.absent(row)
                    && !lexemes.read(text.bytes(), text.start(row), text.length(row))) {
                violations.add(row);
            }
        }
        text.release();
    }
}
