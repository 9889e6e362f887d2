package io.runink.compile;

import io.runink.api.contract.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a join yields: the columns of its first input, then those of its second it lacks. */
final class JoinShape {

    private static final String ANTI = "anti";

    private static final Set<String> KINDS = Set.of("inner", "left", "full", ANTI);

    private final ShapeCheck check;
    private final StepCall call;

    JoinShape(ShapeCheck check, StepCall call) {
        this.check = check;
        this.call = call;
    }

    Optional<List<OutputColumn>> columns() {
        String kind = call.arguments().text("kind", "inner");
        boolean right = true;
        if (!KINDS.contains(kind)) {
            Written written = call.value("kind");
            check.problem(
                    CompileError.JOIN,
                    check.place(written),
                    "there is no join of kind '" + kind + "'",
                    "use inner, left, full or anti");
            right = false;
        }
        for (Written key : call.arguments().values("on")) {
            right &= key(key);
        }
        List<OutputColumn> columns = new ArrayList<>();
        call.input().fields().forEach(it -> columns.add(OutputColumn.passed(0, it)));
        if (!kind.equals(ANTI)) {
            for (Field field : call.inputs().get(1).fields()) {
                if (call.input().field(field.name()).isEmpty()) {
                    columns.add(OutputColumn.passed(1, field));
                }
            }
        }
        return right ? Optional.of(withKeys(columns, kind)) : Optional.empty();
    }

    /** A full join fills the first input's key from the second's. */
    private List<OutputColumn> withKeys(List<OutputColumn> columns, String kind) {
        if (!kind.equals("full")) {
            return columns;
        }
        List<OutputColumn> filled = new ArrayList<>(columns);
        for (Written key : call.arguments().values("on")) {
            String[] sides = sides(key.text());
            for (int i = 0; i < filled.size(); i++) {
                OutputColumn column = filled.get(i);
                if (column.name().equals(sides[0])) {
                    List<OutputColumn.Origin> origins = new ArrayList<>(column.origins());
                    call.inputs()
                            .get(1)
                            .field(sides[1])
                            .ifPresent(it -> origins.add(new OutputColumn.Origin(1, it)));
                    filled.set(i, new OutputColumn(column.name(), column.type(), origins, true));
                }
            }
        }
        return filled;
    }

    private static String[] sides(String key) {
        int equals = key.indexOf('=');
        return equals < 0
                ? new String[] {key.strip(), key.strip()}
                : new String[] {
                    key.substring(0, equals).strip(), key.substring(equals + 1).strip()
                };
    }

    private boolean key(Written key) {
        int equals = key.text().indexOf('=');
        Written first = equals < 0 ? key : key.part(0, equals);
        Written second = equals < 0 ? key : key.part(equals + 1, key.text().length());
        Optional<Field> left = check.column(first, call.inputs().get(0));
        Optional<Field> right = check.column(second, call.inputs().get(1));
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        if (!left.get().type().equals(right.get().type())) {
            check.problem(
                    CompileError.JOIN,
                    check.place(key),
                    "'"
                            + left.get().name()
                            + "' has type '"
                            + left.get().type()
                            + "' and '"
                            + right.get().name()
                            + "' has type '"
                            + right.get().type()
                            + "': they are never equal",
                    "give them one type with @step(\"cast\", …) before it");
            return false;
        }
        return true;
    }
}
