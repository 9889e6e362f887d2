package io.runink.slice;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckResources;
import io.runink.spi.contract.Violations;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/** A rule over a dataset: so many rows at least, all of which have their columns. */
final class TestChecks implements CheckFactory {

    @Override
    public String kind() {
        return "row-count";
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        long least =
                Long.parseLong(rule.parameters().getOrDefault("value", List.of("0")).getFirst());
        return new Check() {

            private long rows;

            @Override
            public String expected() {
                return "at least " + least + " rows";
            }

            @Override
            public void evaluate(CheckBatch batch, Violations violations) {
                for (String column : rule.columns()) {
                    FieldVector values = batch.values(column);
                    if (values.getValueCount() != batch.rows()
                            || batch.text(column).getValueCount() != batch.rows()) {
                        throw new IllegalStateException("a column of another length");
                    }
                }
                rows += batch.rows();
                violations.add(0);
            }

            @Override
            public Optional<String> conclude() {
                return rows >= least ? Optional.empty() : Optional.of(rows + " rows");
            }
        };
    }
}
