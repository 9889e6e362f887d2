package io.runink.contract.key;

import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import io.runink.spill.KeyEncoder;
import io.runink.spill.KeyPart;
import io.runink.spill.RowBytes;
import io.runink.spill.SpilledKeySet;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/**
 * Compares values, not spellings: 1.5 and 1.50 are one decimal. A key that lacks a part is none, as
 * in SQL.
 */
final class UniqueCheck implements Check {

    private final List<String> columns;
    private final KeyEncoder encoder;
    private final SpilledKeySet keys;
    private final RowBytes key = new RowBytes();

    UniqueCheck(List<String> columns, SpilledKeySet keys) {
        this.columns = List.copyOf(columns);
        this.keys = keys;
        List<KeyPart> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            parts.add(new KeyPart(i));
        }
        this.encoder = new KeyEncoder(parts);
    }

    @Override
    public String expected() {
        return columns.size() == 1
                ? "a value that no earlier row has"
                : String.join(", ", columns) + " that no earlier row has together";
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        List<FieldVector> values = columns.stream().map(batch::values).toList();
        encoder.bind(values);
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.rejected(row)) {
                continue;
            }
            key.clear();
            if (encoder.write(row, key) && !keys.add(key)) {
                violations.add(row);
            }
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
