package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.error.Location;
import io.runink.cel.CelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells whether a row that is there already keeps the rules on it, as far as they are known. */
final class RowJudge {

    private final Shape shape;

    private RowJudge(Shape shape) {
        this.shape = shape;
    }

    static RowJudge of(Contract contract, Map<String, Location> places) {
        MeaningReader reader = new MeaningReader(Format.JSON, places, new ArrayList<>());
        List<Column> columns = new ArrayList<>();
        for (Field field : contract.fields()) {
            columns.add(
                    new Column(
                            contract,
                            field,
                            reader.all(contract, field, false),
                            List.of(),
                            null,
                            null,
                            false,
                            false,
                            Draws.of(0)));
        }
        List<Condition> conditions = new ArrayList<>();
        contract.rules().stream()
                .filter(it -> it.kind().equals("cel"))
                .forEach(it -> {
                    try {
                        conditions.add(Condition.cel(contract, it));
                    } catch (CelException e) {
                        throw new IllegalStateException("rule " + it.id() + " was compiled", e);
                    }
                });
        return new RowJudge(
                new Shape(contract, columns, List.of(), conditions, false, Draws.of(0)));
    }

    /** Whether it does. */
    boolean keeps(Map<String, String> row) {
        @Nullable String[] values = new @Nullable String[shape.columns().size()];
        for (int i = 0; i < values.length; i++) {
            Column column = shape.columns().get(i);
            String text = row.get(column.name());
            boolean there = text != null && !column.field().missing().contains(text);
            if (there ? text == null || !column.accepts(text) : column.required()) {
                return false;
            }
            values[i] = there ? text : null;
        }
        return shape.broken(values, null) == null;
    }
}
