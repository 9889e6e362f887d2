package io.runink.audit;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Node;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the columns that the data has against those that contracts know. */
final class DataShape {

    private final List<View> views;
    private final List<Set<String>> present = new ArrayList<>();
    private final List<TreeMap<String, Long>> strangers = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();

    private DataShape(List<View> views) {
        this.views = views;
        for (int i = 0; i < views.size(); i++) {
            present.add(new HashSet<>());
            strangers.add(new TreeMap<>());
            rows.add(0L);
        }
    }

    static List<Problem> findings(
            Dag dag, Node.Source source, Path golden, String name, Map<String, Location> places)
            throws IOException {
        DataShape shape = new DataShape(View.of(dag, source));
        GoldenRows.read(golden, SourceChoice.scheme(source.uri()), shape::look);
        return shape.problems(name, places);
    }

    private void look(Map<?, ?> row) {
        for (int i = 0; i < views.size(); i++) {
            Optional<Map<?, ?>> seen = Optional.of(row);
            for (String column : views.get(i).path()) {
                seen = seen.flatMap(outer -> held(outer.get(column)));
            }
            if (seen.isPresent()) {
                look(i, seen.get());
            }
        }
    }

    private static Optional<Map<?, ?>> held(@Nullable Object value) {
        return value == null ? Optional.empty() : GoldenRows.object(value.toString());
    }

    private void look(int view, Map<?, ?> row) {
        rows.set(view, rows.get(view) + 1);
        Contract contract = views.get(view).contract();
        for (Map.Entry<?, ?> cell : row.entrySet()) {
            String column = String.valueOf(cell.getKey());
            Object value = cell.getValue();
            if (contract.field(column).isEmpty()) {
                strangers.get(view).merge(column, 1L, Long::sum);
            } else if (value != null && !value.toString().isEmpty()) {
                present.get(view).add(column);
            }
        }
    }

    private List<Problem> problems(String golden, Map<String, Location> places) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            View view = views.get(i);
            Contract contract = view.contract();
            String where =
                    view.path().isEmpty()
                            ? ""
                            : " inside '" + String.join("' inside '", view.path()) + "'";
            strangers
                    .get(i)
                    .forEach((column, count) ->
                            problems.add(
                                    AuditError.COLUMN_UNKNOWN.at(
                                            Location.of(golden),
                                            "the data has column '"
                                                    + column
                                                    + "'"
                                                    + where
                                                    + " in "
                                                    + count
                                                    + " of its first rows, expected"
                                                    + " only columns of contract '"
                                                    + contract.name()
                                                    + "'",
                                            "add the column to the contract, or leave"
                                                    + " it out of the data")));
            if (rows.get(i) == 0) {
                continue;
            }
            for (Field field : contract.fields()) {
                if (!present.get(i).contains(field.name())) {
                    problems.add(
                            AuditError.COLUMN_NEVER.at(
                                    places.get(contract.name() + "." + field.name()),
                                    "column '"
                                            + field.name()
                                            + "' has no value in the first "
                                            + rows.get(i)
                                            + " rows of '"
                                            + golden
                                            + "', expected one somewhere",
                                    "add rows that have it, or take it out of contract '"
                                            + contract.name()
                                            + "'"));
                }
            }
        }
        return problems;
    }
}
