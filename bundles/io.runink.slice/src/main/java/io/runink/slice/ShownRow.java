package io.runink.slice;

import com.fasterxml.jackson.core.JsonGenerator;
import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.dag.Dag;
import io.runink.slice.NestedValues.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rows of a contract as they may be shown: sensitive values are masked, here and nowhere else. */
final class ShownRow {

    private final List<String> columns;
    private final List<Optional<Masking>> maskings;
    private final ShownValue shown = new ShownValue();
    private final NestedValues nested;

    ShownRow(Dag dag, Contract contract) {
        this.columns = contract.fields().stream().map(Field::name).toList();
        this.maskings =
                contract.fields().stream()
                        .map(field -> Optional.ofNullable(Masks.shown(dag, field)))
                        .toList();
        this.nested = new NestedValues(dag, contract, shown);
    }

    /** Writes a row as an object. */
    void write(VectorSchemaRoot batch, int row, JsonGenerator into) throws IOException {
        into.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            if (load(batch, row, i)) {
                into.writeFieldName(columns.get(i));
                into.writeUTF8String(shown.bytes(), 0, shown.length());
            }
        }
        into.writeEndObject();
    }

    private boolean load(VectorSchemaRoot batch, int row, int column) {
        return shown.load(batch.getVector(column), row, maskings.get(column).orElse(null));
    }

    /** What is to be said of a rule that a row breaks: something for each value that breaks it. */
    List<Violation> violations(VectorSchemaRoot batch, int row, Hit hit) throws IOException {
        Broken broken = hit.broken();
        if (broken.columns().size() != 1
                || !FieldPath.parse(broken.columns().getFirst()).repeated()) {
            return List.of(violation(broken, broken.field(), actual(batch, row, broken.columns())));
        }
        List<Violation> violations = new ArrayList<>();
        for (Found found : nested.find(batch, row, broken.field(), hit::at)) {
            violations.add(violation(broken, found.where(), found.text()));
        }
        int more = hit.places().length - violations.size();
        if (more > 0) {
            violations.add(violation(broken, broken.field(), Optional.of("and " + more + " more")));
        }
        return violations;
    }

    private static Violation violation(Broken broken, String field, Optional<String> actual) {
        return new Violation(broken.rule(), field, broken.expected(), actual);
    }

    /** What the row has in the columns of a rule; empty if nothing. */
    private Optional<String> actual(VectorSchemaRoot batch, int row, List<String> read)
            throws IOException {
        List<Optional<String>> values = new ArrayList<>();
        for (String name : read) {
            values.add(actual(batch, row, name));
        }
        if (values.stream().allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(
                values.stream().map(it -> it.orElse("null")).collect(Collectors.joining(", ")));
    }

    private Optional<String> actual(VectorSchemaRoot batch, int row, String name)
            throws IOException {
        int column = columns.indexOf(name);
        if (column >= 0) {
            return load(batch, row, column) ? Optional.of(shown.beginning()) : Optional.empty();
        }
        FieldPath path = FieldPath.parse(name);
        if (!path.nested() || !columns.contains(path.column())) {
            return Optional.empty();
        }
        return nested.find(batch, row, name, place -> true).stream()
                .reduce((first, last) -> last)
                .flatMap(Found::text);
    }
}
