package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a contract, and how they are written. Any row can be made again without those before it.
 *
 * @param contract the contract
 * @param columns at work, in the contract's order
 * @param groups the columns, by what chooses their values
 * @param conditions what looks at several columns of a row
 * @param enforced whether the pipeline holds rows against the contract's rules
 * @param draws for rows that are tried again
 */
record Shape(
        Contract contract,
        List<Column> columns,
        List<Group> groups,
        List<Condition> conditions,
        boolean enforced,
        Draws draws) {

    /** How often a row is drawn anew until it keeps all conditions. */
    private static final int TRIES = 200;

    Shape {
        columns = List.copyOf(columns);
        groups = List.copyOf(groups);
        conditions = List.copyOf(conditions);
    }

    /** The values of a row where nothing is wrong, by column; null where one is absent. */
    @Nullable String[] values(long row) {
        @Nullable String[] values = new @Nullable String[columns.size()];
        int[] attempts = new int[groups.size()];
        for (int i = 0; i < attempts.length; i++) {
            fill(i, row, attempts, values);
        }
        Condition broken = broken(values, null);
        for (int i = 0; broken != null && i < TRIES; i++) {
            SplittableRandom random = draws.at(row, i);
            Condition open = broken;
            // One that is put right may put another wrong.
            for (int j = 0; open != null && j <= 2 * conditions.size(); j++) {
                open = open.repair(this, values, random) ? broken(values, null) : null;
            }
            broken = broken(values, null);
            if (broken != null) {
                again(row, attempts, values);
                broken = broken(values, null);
            }
        }
        if (broken != null) {
            throw broken.unmet(TRIES);
        }
        return values;
    }

    private void again(long row, int[] attempts, @Nullable String[] values) {
        for (int i = 0; i < attempts.length; i++) {
            Group group = groups.get(i);
            if (conditions.stream().anyMatch(it -> it.reads(group))) {
                attempts[i]++;
                fill(i, row, attempts, values);
            }
        }
    }

    private void fill(int group, long row, int[] attempts, @Nullable String[] values) {
        attempts[group] = groups.get(group).fill(row, attempts[group], values);
    }

    /** The first condition that values break, another one than is meant; null if they keep all. */
    @Nullable Condition broken(@Nullable String[] values, @Nullable Condition meant) {
        for (Condition condition : conditions) {
            if (condition != meant && !condition.holds(this, values)) {
                return condition;
            }
        }
        return null;
    }

    /** Whether the value of a column may be chosen without a look at other rows. */
    boolean free(int column) {
        return groups.stream().anyMatch(it -> !it.keyed() && it.places().contains(column));
    }

    /** The place of a column, or -1. */
    int place(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    /** The rules by which no two rows share values. */
    List<Rule> keys() {
        List<Rule> keys = new ArrayList<>();
        for (Rule rule : contract.rules()) {
            if (rule.kind().equals("unique")) {
                keys.add(rule);
            }
        }
        return keys;
    }

    /** Writes a row as a JSON object, in one line. */
    void json(StringBuilder out, long row, @Nullable Slip slip) {
        @Nullable String[] values = values(row, slip);
        out.append('{');
        boolean first = true;
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            String text = values[i];
            if (text == null && (slip == null || !slip.named(column))) {
                continue;
            }
            if (!first) {
                out.append(',');
            }
            first = false;
            JsonWriting.quoted(out, column.name());
            out.append(':');
            if (text == null) {
                out.append("null");
            } else if (column.field().type().nested() && column.shapely(text)) {
                out.append(text);
            } else {
                JsonWriting.value(out, column.field().type(), text);
            }
        }
        out.append('}');
    }

    /** Writes a row as a record of CSV, without its end (RFC 4180). */
    void csv(StringBuilder out, long row, @Nullable Slip slip) {
        @Nullable String[] values = values(row, slip);
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            String text = values[i];
            if (text != null) {
                csvField(out, text);
            } else if (columns.size() == 1) {
                // An empty line would be no record at all.
                out.append("\"\"");
            }
        }
    }

    /** Writes the header of CSV, without its end. */
    void csvHeader(StringBuilder out) {
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            csvField(out, columns.get(i).name());
        }
    }

    private @Nullable String[] values(long row, @Nullable Slip slip) {
        @Nullable String[] values = values(row);
        if (slip == null) {
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            Shape inner = column.inner().orElse(null);
            if (slip.touches(column)) {
                values[i] = slip.text(column);
            } else if (inner != null && values[i] != null) {
                StringBuilder text = new StringBuilder();
                inner.json(text, row, slip);
                values[i] = text.toString();
            }
        }
        return values;
    }

    private static void csvField(StringBuilder out, String text) {
        boolean plain = !text.startsWith(" ") && !text.endsWith(" ");
        for (int i = 0; plain && i < text.length(); i++) {
            char here = text.charAt(i);
            plain = here != ',' && here != '"' && here >= ' ';
        }
        if (plain) {
            out.append(text);
        } else {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
