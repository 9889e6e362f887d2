package io.runink.step.rows;

import io.runink.api.Masking;
import io.runink.api.contract.Field;
import io.runink.api.plugin.StepShape;
import io.runink.spi.contract.MaskedColumns;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepOutput;
import io.runink.spi.step.StepPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Makes steps that mask columns. */
@StepPlugin(
        name = "mask",
        summary =
                "Masks columns: those that are listed or else those that their contract marks. What"
                        + " is no text becomes absent.",
        shape = StepShape.SAME,
        parameters = {
            "columns=columns:optional:the columns; without it those that the contract marks",
            "with=text:optional:redact or partial; without it what the contract says of the column"
        },
        positional = "columns",
        sentences = {
            "{word} should be masked => columns=$1",
            "{word} should be redacted => columns=$1"
        })
public final class MaskSteps implements StepFactory {

    @Override
    public String name() {
        return "mask";
    }

    @Override
    public RowStep create(StepContext context) {
        Settings settings = Settings.of(context);
        String with = settings.text("with", "");
        List<Masked> masked = new ArrayList<>();
        for (Field field : columns(context, settings)) {
            if (context.output().field(field.name()).isPresent()) {
                masked.add(new Masked(field, masking(field, with)));
            }
        }
        return new Mask(
                masked,
                new MaskedColumns(context.allocator()),
                new Batches(
                        context,
                        0,
                        Map.of(),
                        masked.stream().map(it -> it.field().name()).collect(Collectors.toSet())));
    }

    private static List<Field> columns(StepContext context, Settings settings) {
        List<Field> fields = context.inputs().getFirst().fields();
        List<String> named = settings.texts("columns");
        for (String name : named) {
            if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                throw new IllegalArgumentException(
                        "parameter 'columns': the input has no column '" + name + "'");
            }
        }
        List<Field> masked =
                fields.stream()
                        .filter(it -> named.isEmpty() ? it.sensitive() : named.contains(it.name()))
                        .toList();
        if (masked.isEmpty()) {
            throw new IllegalArgumentException(
                    "contract '"
                            + context.inputs().getFirst().name()
                            + "' marks no column; list some in 'columns'");
        }
        return masked;
    }

    private static Masking masking(Field field, String with) {
        if (with.isEmpty()) {
            return field.masking() == null ? Masking.REDACT : field.masking();
        }
        try {
            return Masking.valueOf(with.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "parameter 'with' is '" + with + "', expected redact or partial", e);
        }
    }

    private record Masked(Field field, Masking masking) {}

    private record Mask(List<Masked> columns, MaskedColumns masks, Batches batches)
            implements Batchwise {

        @Override
        public void accept(int input, VectorSchemaRoot rows, StepOutput output) throws IOException {
            Map<String, FieldVector> made = new HashMap<>();
            for (Masked column : columns) {
                String name = column.field().name();
                made.put(
                        name,
                        masks.mask(
                                rows.getVector(name),
                                column.field().type(),
                                column.masking(),
                                rows.getRowCount()));
            }
            batches.emit(rows, made, null, output);
        }
    }
}
