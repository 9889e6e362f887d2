package io.runink.slice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.runink.api.Masking;
import io.runink.api.contract.Action;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import io.runink.spi.connector.Malformation;
import io.runink.spi.contract.MaskedText;
import io.runink.spi.contract.ValueText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the rows that one node rejects: the row as it came, with sensitive values masked, and
 * every rule it broke.
 */
final class Rejector {

    /** Characters of a value that a violation repeats. */
    private static final int ACTUAL_CHARS_MAX = 256;

    /**
     * Bytes of a value that a rejected row repeats: enough for any document that people write, and
     * a bound on what a hostile one costs. What is longer says so; its line leads back to the
     * source.
     */
    private static final int VALUE_BYTES_MAX = 64 * 1024;

    private final JsonFactory json = new JsonFactory();
    private final ByteArrayOutputStream recordJson = new ByteArrayOutputStream();
    private final ByteArrayOutputStream violationsJson = new ByteArrayOutputStream();
    private final ValueText valueText = new ValueText();
    private final MaskedText masked = new MaskedText();
    private final GrowingBytes shown = new GrowingBytes(64);

    private final String step;
    private final List<String> columns;
    private final List<Optional<Masking>> maskings;
    private final boolean sensitive;
    private final TextRows rows = new TextRows(RowSchema.text(RowSchema.REJECTION));
    private final Counters counters;
    private final BufferAllocator allocator;
    private final Stage target;
    private final @Nullable Findings findings;
    private final SortedMap<String, Long> byRule = new TreeMap<>();

    /**
     * A writer of rejected rows.
     *
     * @param dag the pipeline
     * @param contract of the rows that are rejected
     * @param counters of the node that rejects them
     * @param target where rejections go
     * @param findings counts what rows broke; null where whoever rejects them does
     */
    Rejector(
            Dag dag,
            Contract contract,
            Counters counters,
            BufferAllocator allocator,
            Stage target,
            @Nullable Findings findings) {
        this.step = counters.node();
        this.columns = contract.fields().stream().map(Field::name).toList();
        this.maskings =
                contract.fields().stream()
                        .map(field -> Optional.ofNullable(Masks.shown(dag, field)))
                        .toList();
        this.sensitive = Masks.sensitive(dag, contract);
        this.counters = counters;
        this.allocator = allocator;
        this.target = target;
        this.findings = findings;
    }

    /** How often each rule sent a row to the dead-letter queue. */
    SortedMap<String, Long> byRule() {
        return byRule;
    }

    /** Rejects a row of a batch. */
    void reject(VectorSchemaRoot batch, int row, List<Broken> broken) throws IOException {
        List<Optional<String>> actual = new ArrayList<>();
        recordJson.reset();
        try (JsonGenerator record = json.createGenerator(recordJson)) {
            record.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                if (show(batch.getVector(i), row, masking(i))) {
                    record.writeFieldName(columns.get(i));
                    record.writeUTF8String(shown.bytes(), 0, shown.length());
                }
            }
            record.writeEndObject();
        }
        for (Broken rule : broken) {
            actual.add(actual(batch, row, rule.columns()));
        }
        add(RowSchema.lines(batch).get(row), RowSchema.sources(batch).get(row), broken, actual);
    }

    /** What the row has in the columns of a rule, as it may be shown; empty if nothing. */
    private Optional<String> actual(VectorSchemaRoot batch, int row, List<String> read) {
        List<Optional<String>> values = new ArrayList<>();
        for (String name : read) {
            int column = columns.indexOf(name);
            boolean present = column >= 0 && show(batch.getVector(column), row, masking(column));
            values.add(present ? Optional.of(beginning()) : Optional.empty());
        }
        if (values.stream().allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(
                values.stream().map(it -> it.orElse("null")).collect(Collectors.joining(", ")));
    }

    private @Nullable Masking masking(int column) {
        return maskings.get(column).orElse(null);
    }

    /**
     * Puts a value into {@link #shown} as it may be shown, its beginning where it is huge; false if
     * there is none.
     */
    private boolean show(FieldVector vector, int row, @Nullable Masking masking) {
        shown.reset();
        if (vector.isNull(row)) {
            return false;
        }
        if (masking == Masking.REDACT) {
            shown.put(MaskedText.REDACTED);
        } else if (vector instanceof VarCharVector text
                && text.getValueLength(row) > VALUE_BYTES_MAX) {
            if (masking == null) {
                byte[] beginning = new byte[VALUE_BYTES_MAX];
                text.getDataBuffer().getBytes(text.getStartOffset(row), beginning);
                shown.put(new String(beginning, StandardCharsets.UTF_8));
                shown.put("... (" + text.getValueLength(row) + " bytes)");
            } else {
                shown.put(MaskedText.REDACTED);
            }
        } else {
            valueText.load(vector, row);
            if (masking == null) {
                shown.put(valueText.bytes(), 0, valueText.length());
            } else {
                masked.load(masking, valueText.bytes(), 0, valueText.length());
                shown.put(masked.bytes(), 0, masked.length());
            }
        }
        return true;
    }

    private String beginning() {
        // No character has more than four bytes, so these hold all that is shown.
        String text =
                new String(
                        shown.bytes(),
                        0,
                        Math.min(shown.length(), 4 * ACTUAL_CHARS_MAX),
                        StandardCharsets.UTF_8);
        return text.length() <= ACTUAL_CHARS_MAX
                ? text
                : text.substring(0, ACTUAL_CHARS_MAX) + "...";
    }

    /** Rejects a row that could not be read. */
    void rejectUnread(
            long line, int source, Malformation malformation, String found, byte[] raw, int length)
            throws IOException {
        recordJson.reset();
        try (JsonGenerator record = json.createGenerator(recordJson)) {
            record.writeStartObject();
            record.writeStringField(
                    "raw",
                    sensitive
                            ? MaskedText.REDACTED
                            : new String(raw, 0, length, StandardCharsets.UTF_8));
            record.writeNumberField("bytes", length);
            record.writeEndObject();
        }
        add(
                line,
                source,
                List.of(Broken.of(malformation.rule(), "", malformation.expected())),
                List.of(Optional.of(found)));
    }

    private void add(long line, int source, List<Broken> broken, List<Optional<String>> actual)
            throws IOException {
        violationsJson.reset();
        try (JsonGenerator violations = json.createGenerator(violationsJson)) {
            violations.writeStartArray();
            for (int i = 0; i < broken.size(); i++) {
                Broken rule = broken.get(i);
                count(rule);
                violations.writeStartObject();
                violations.writeStringField("rule", rule.rule());
                violations.writeStringField("field", rule.field());
                violations.writeStringField("expected", rule.expected());
                violations.writeStringField("actual", actual.get(i).orElse(null));
                violations.writeEndObject();
            }
            violations.writeEndArray();
        }
        rows.begin(line, source);
        rows.value(0).put(step);
        byte[] record = recordJson.toByteArray();
        rows.value(1).put(record, 0, record.length);
        byte[] list = violationsJson.toByteArray();
        rows.value(2).put(list, 0, list.length);
        rows.end();
        counters.rejected(1);
    }

    private void count(Broken rule) {
        if (rule.action() == Action.QUARANTINE) {
            byRule.merge(rule.rule(), 1L, Long::sum);
        }
        if (findings != null) {
            findings.broke(step, rule.rule(), rule.action(), 1);
        }
    }

    /** Whether so many rows wait that they should be sent. */
    boolean full() {
        return rows.full();
    }

    /** Sends what waits. */
    void flush() throws IOException {
        if (rows.rows() > 0) {
            target.accept(rows.take(allocator));
        }
    }
}
