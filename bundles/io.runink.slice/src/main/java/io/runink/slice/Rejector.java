package io.runink.slice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.runink.api.contract.Action;
import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.spi.connector.Malformation;
import io.runink.spi.contract.MaskedText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the rows that one node rejects: the row as it came, with sensitive values masked, and
 * every rule it broke.
 */
final class Rejector {

    private final JsonFactory json = new JsonFactory();
    private final ByteArrayOutputStream recordJson = new ByteArrayOutputStream();
    private final ByteArrayOutputStream violationsJson = new ByteArrayOutputStream();
    private final String step;
    private final ShownRow shown;
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
        this.shown = new ShownRow(dag, contract);
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
    void reject(VectorSchemaRoot batch, int row, List<Hit> hits) throws IOException {
        recordJson.reset();
        try (JsonGenerator record = json.createGenerator(recordJson)) {
            shown.write(batch, row, record);
        }
        List<Violation> violations = new ArrayList<>();
        for (Hit hit : hits) {
            count(hit.broken());
            violations.addAll(shown.violations(batch, row, hit));
        }
        add(RowSchema.lines(batch).get(row), RowSchema.sources(batch).get(row), violations);
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
        Broken broken = Broken.of(malformation.rule(), "", malformation.expected());
        count(broken);
        add(
                line,
                source,
                List.of(new Violation(broken.rule(), "", broken.expected(), Optional.of(found))));
    }

    private void add(long line, int source, List<Violation> all) throws IOException {
        violationsJson.reset();
        try (JsonGenerator violations = json.createGenerator(violationsJson)) {
            violations.writeStartArray();
            for (Violation one : all) {
                violations.writeStartObject();
                violations.writeStringField("rule", one.rule());
                violations.writeStringField("field", one.field());
                violations.writeStringField("expected", one.expected());
                violations.writeStringField("actual", one.actual().orElse(null));
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
