package io.runink.contract.dataset;

import io.runink.spi.contract.CheckResources;
import io.runink.spill.KeyEncoder;
import io.runink.spill.KeyPart;
import io.runink.spill.RowBytes;
import io.runink.spill.SpilledKeySet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/** How many different values there are, exactly; what memory does not hold goes to disk. */
final class DistinctFigure implements Figure {

    private final SpilledKeySet keys;
    private final KeyEncoder encoder = new KeyEncoder(List.of(new KeyPart(0)));
    private final RowBytes key = new RowBytes();

    DistinctFigure(CheckResources resources) {
        this.keys = new SpilledKeySet(resources.memoryBytes(), resources.spill());
    }

    @Override
    public void bind(FieldVector values) {
        encoder.bind(List.of(values));
    }

    @Override
    public void take(int row) {
        key.clear();
        if (encoder.write(row, key)) {
            keys.add(key);
        }
    }

    @Override
    public Optional<Quotient> value() {
        return Optional.of(Quotient.of(BigDecimal.valueOf(keys.size())));
    }

    @Override
    public void close() {
        keys.close();
    }
}
