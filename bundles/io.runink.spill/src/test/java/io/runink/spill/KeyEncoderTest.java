package io.runink.spill;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.tck.RandomRows;
import io.runink.tck.StepSuite;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeyEncoderTest {

    private static final int ROWS = 150;

    private static Contract only(Field field) {
        return StepSuite.contract(field.name() + " " + field.type());
    }

    /** What the order of texts of a type is, written without the encoder. */
    private static Comparator<String> order(DataType type) {
        return switch (type.kind()) {
            case STRING ->
                    (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
            case BOOLEAN -> Comparator.comparing(Boolean::valueOf);
            case INT8, INT16, INT32, INT64, DECIMAL -> Comparator.comparing(BigDecimal::new);
            // The one place where Java's order of doubles is not ours.
            case FLOAT32, FLOAT64 -> Comparator.comparingDouble(it -> Double.parseDouble(it) + 0.0);
            case DATE -> Comparator.comparing(LocalDate::parse);
            case TIME -> Comparator.comparing(LocalTime::parse);
            case TIMESTAMP -> Comparator.comparing(Instant::parse);
            case BYTES ->
                    (a, b) ->
                            Arrays.compareUnsigned(
                                    Base64.getDecoder().decode(a), Base64.getDecoder().decode(b));
            case STRUCT, LIST, MAP -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static List<byte[]> keys(StepSuite.Table table, List<KeyPart> parts) {
        List<byte[]> keys = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator(64 << 20);
                VectorSchemaRoot batch =
                        StepSuite.batch(table, 0, 0, table.rows().size(), allocator)) {
            KeyEncoder encoder = new KeyEncoder(parts);
            encoder.bind(batch.getFieldVectors());
            RowBytes key = new RowBytes();
            for (int row = 0; row < table.rows().size(); row++) {
                key.clear();
                boolean whole = encoder.write(row, key);
                int at = row;
                assertThat(whole)
                        .isEqualTo(
                                parts.stream()
                                        .allMatch(it ->
                                                table.rows().get(at).get(it.column()) != null));
                keys.add(Arrays.copyOf(key.array(), key.length()));
            }
        }
        return keys;
    }

    private static void holds(
            List<byte[]> keys,
            List<? extends @Nullable Object> shown,
            Comparator<Integer> expected) {
        for (int one = 0; one < keys.size(); one++) {
            for (int other = 0; other < keys.size(); other++) {
                int actual = Arrays.compareUnsigned(keys.get(one), keys.get(other));
                if (Integer.signum(actual) != Integer.signum(expected.compare(one, other))) {
                    throw new AssertionError(shown.get(one) + " and " + shown.get(other));
                }
            }
        }
    }

    @Test
    void bytesAreInTheOrderOfTheValues() {
        for (Field field : RandomRows.ALL_TYPES.fields()) {
            StepSuite.Table table = new RandomRows(3).table(only(field), ROWS);
            List<@Nullable String> values = new ArrayList<>();
            table.rows().forEach(row -> values.add(row.getFirst()));
            for (boolean descending : new boolean[] {false, true}) {
                for (boolean nullsFirst : new boolean[] {false, true}) {
                    Comparator<String> order = order(field.type());
                    order = descending ? order.reversed() : order;
                    Comparator<@Nullable String> all =
                            nullsFirst ? Comparator.nullsFirst(order) : Comparator.nullsLast(order);
                    KeyPart part = new KeyPart(0, descending, nullsFirst);
                    holds(
                            keys(table, List.of(part)),
                            values,
                            (a, b) -> all.compare(values.get(a), values.get(b)));
                }
            }
        }
    }

    @Test
    void anEarlierPartDecidesBeforeALaterOne() {
        Contract contract = StepSuite.contract("text string", "number int16");
        StepSuite.Table table = new RandomRows(4).table(contract, ROWS);
        Comparator<String> text = order(DataType.parse("string"));
        Comparator<String> number = order(DataType.parse("int16"));
        Comparator<List<@Nullable String>> order =
                Comparator.comparing(
                        (List<@Nullable String> row) -> row.get(0),
                        Comparator.nullsLast(text.reversed()));
        order =
                order.thenComparing(
                        (List<@Nullable String> row) -> row.get(1), Comparator.nullsFirst(number));
        Comparator<List<@Nullable String>> both = order;
        holds(
                keys(table, List.of(new KeyPart(0, true, false), new KeyPart(1))),
                table.rows(),
                (a, b) -> both.compare(table.rows().get(a), table.rows().get(b)));
    }

    @Test
    void noKeyIsTheBeginningOfAnother() {
        StepSuite.Table table =
                new StepSuite.Table(
                        StepSuite.contract("a string", "b string"),
                        List.of(
                                List.of("ab", ""),
                                List.of("a", "b"),
                                List.of("", "ab"),
                                List.of("a\u0000", "b")));
        List<byte[]> keys = keys(table, List.of(new KeyPart(0), new KeyPart(1)));
        assertThat(keys.stream().map(it -> new String(it, StandardCharsets.ISO_8859_1)))
                .doesNotHaveDuplicates();
    }
}
