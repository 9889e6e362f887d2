package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepOutput;
import io.runink.spill.KeyEncoder;
import io.runink.spill.KeyPart;
import io.runink.spill.RowBytes;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Puts rows into groups, each into those of its windows if there are any. */
final class AggregateStep implements RowStep {

    private static final String BY = "by";

    private final String node;
    private final String timeColumn;
    private final boolean single;
    private final KeyEncoder encoder;
    private final @Nullable Windows windows;
    private final Groups groups;
    private final @Nullable Sessions sessions;
    private final RowBytes key = new RowBytes();
    private long arrived;

    AggregateStep(StepContext context, Parameters parameters) {
        Contract input = context.inputs().getFirst();
        node = context.node();
        List<Integer> by =
                parameters.texts(BY).stream().map(it -> Columns.place(input, it)).toList();
        encoder = new KeyEncoder(by.stream().map(it -> new KeyPart(it, false, false)).toList());
        boolean windowed = !parameters.texts("window.kind").isEmpty();
        Windows over = windowed ? new Windows(parameters, input) : null;
        windows = over;
        timeColumn = parameters.text("window.time", "");
        single = by.isEmpty() && !windowed;
        Set<String> declared = new HashSet<>(Windows.PARAMETERS);
        declared.add(BY);
        boolean sorted = over != null && over.sessions();
        long part = context.memoryBytes() / (sorted ? 4 : 3);
        Aggregates aggregates =
                new Aggregates(
                        input,
                        context.output(),
                        parameters.columns(declared),
                        windowed ? Groups.WINDOW_BYTES : 0,
                        part,
                        context.spill());
        requireAll(context.output(), parameters, aggregates);
        groups = new Groups(context, by, windowed, aggregates, 2 * part);
        sessions =
                over != null && over.sessions()
                        ? new Sessions(context, encoder, over, groups, part)
                        : null;
    }

    private static void requireAll(Contract output, Parameters parameters, Aggregates aggregates) {
        Set<String> known = new HashSet<>(parameters.texts(BY));
        aggregates.columns().forEach(it -> known.add(output.fields().get(it.output()).name()));
        if (!parameters.texts("window.kind").isEmpty()) {
            known.add(Windows.START);
            known.add(Windows.END);
        }
        output.fields()
                .forEach(field -> {
                    if (!known.contains(field.name())) {
                        throw new IllegalArgumentException(
                                "column '"
                                        + field.name()
                                        + "' of the output is given no value, expected an aggregate"
                                        + " or a column of 'by'");
                    }
                });
    }

    @Override
    public void accept(int input, VectorSchemaRoot rows, StepOutput output) throws IOException {
        try (rows) {
            if (windows != null) {
                acceptWindowed(rows, windows, output);
                return;
            }
            encoder.bind(rows.getFieldVectors());
            groups.bind(rows);
            for (int row = 0; row < rows.getRowCount(); row++) {
                key.clear();
                encoder.write(row, key);
                groups.add(key, row, arrived++, 0, 0);
            }
        }
    }

    private void acceptWindowed(VectorSchemaRoot rows, Windows over, StepOutput output)
            throws IOException {
        encoder.bind(rows.getFieldVectors());
        groups.bind(rows);
        if (sessions != null) {
            sessions.bind(rows);
        }
        TimeStampMicroTZVector times = (TimeStampMicroTZVector) rows.getVector(over.column());
        long filtered = 0;
        for (int row = 0; row < rows.getRowCount(); row++, arrived++) {
            if (times.isNull(row)) {
                output.reject(
                        0, rows, row, node + ".event-time", timeColumn, "the time of the event");
                continue;
            }
            long time = times.get(row);
            int open = over.assign(time);
            if (open == 0 && over.late() == Windows.Late.QUARANTINE) {
                output.reject(
                        0, rows, row, node + ".late", timeColumn, "a time whose window is open");
            } else if (open == 0) {
                filtered++;
            } else if (sessions != null) {
                sessions.add(row, time, arrived);
            } else {
                addToWindows(row, over, open);
            }
        }
        output.filtered(filtered);
    }

    private void addToWindows(int row, Windows over, int open) {
        key.clear();
        encoder.write(row, key);
        int length = key.length();
        for (int window = 0; window < open; window++) {
            key.truncate(length);
            long start = over.start(window);
            key.putBigEndian(start ^ Long.MIN_VALUE);
            groups.add(key, row, arrived, start, start + over.size());
        }
    }

    @Override
    public void end(int input, StepOutput output) throws IOException {
        if (sessions != null) {
            sessions.end();
        }
        long count = groups.end(output);
        if (count == 0 && single) {
            groups.yieldEmpty(output);
        }
    }

    @Override
    public void close() {
        groups.close();
        if (sessions != null) {
            sessions.close();
        }
    }
}
