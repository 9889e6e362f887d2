package io.runink.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expressions over Arrow columns. */
final class ColumnsTest {

    private final BufferAllocator allocator = new RootAllocator(1 << 24);
    private final List<FieldVector> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(FieldVector::close);
        allocator.close();
    }

    private <V extends FieldVector> V filled(V vector, BiConsumer<V, Integer> fill, int rows) {
        open.add(vector);
        vector.allocateNew();
        for (int row = 0; row < rows; row++) {
            fill.accept(vector, row);
        }
        // And one without a value.
        vector.setValueCount(rows + 1);
        return vector;
    }

    /** The values of a column of one value and a row without, and of what it is equal to. */
    private void reads(DataType type, FieldVector vector, Object value, String literal) {
        Map<String, DataType> types = Map.of("x", type);
        Evaluation plain = CelExpression.compile("x", types).over(name -> vector);
        assertThat(plain.value(0)).isEqualTo(value);
        assertThat(plain.value(1)).isNull();
        Evaluation equal = CelExpression.compile("x == " + literal, types).over(name -> vector);
        assertThat(equal.value(0)).isEqualTo(true);
        assertThat(equal.value(1)).isNull();
        Evaluation absent = CelExpression.compile("x == null", types).over(name -> vector);
        assertThat(absent.value(0)).isEqualTo(false);
        assertThat(absent.value(1)).isEqualTo(true);
    }

    private static DataType type(DataType.Kind kind) {
        return DataType.of(kind);
    }

    @Test
    void readsWholeAndRealNumbers() {
        reads(
                type(DataType.Kind.INT8),
                filled(new TinyIntVector("x", allocator), (v, r) -> v.setSafe(r, -128), 1),
                -128L,
                "-128");
        reads(
                type(DataType.Kind.INT16),
                filled(new SmallIntVector("x", allocator), (v, r) -> v.setSafe(r, -32768), 1),
                -32768L,
                "-32768");
        reads(
                type(DataType.Kind.INT32),
                filled(new IntVector("x", allocator), (v, r) -> v.setSafe(r, 1 << 30), 1),
                1L << 30,
                "1073741824");
        reads(
                type(DataType.Kind.INT64),
                filled(new BigIntVector("x", allocator), (v, r) -> v.setSafe(r, Long.MIN_VALUE), 1),
                Long.MIN_VALUE,
                "-9223372036854775808");
        reads(
                type(DataType.Kind.FLOAT32),
                filled(new Float4Vector("x", allocator), (v, r) -> v.setSafe(r, 0.25f), 1),
                0.25,
                "0.25");
        reads(
                type(DataType.Kind.FLOAT64),
                filled(new Float8Vector("x", allocator), (v, r) -> v.setSafe(r, -1e300), 1),
                -1e300,
                "-1e300");
        reads(
                type(DataType.Kind.BOOLEAN),
                filled(new BitVector("x", allocator), (v, r) -> v.setSafe(r, 1), 1),
                true,
                "true");
    }

    @Test
    void readsDecimalsOfAnyWidth() {
        for (String text :
                List.of(
                        "1.50",
                        "-0.01",
                        "0.00",
                        "92233720368547758.08",
                        "9".repeat(36) + ".99",
                        "-" + "9".repeat(36) + ".99")) {
            BigDecimal value = new BigDecimal(text);
            reads(
                    DataType.decimal(38, 2),
                    filled(
                            new DecimalVector("x", allocator, 38, 2),
                            (v, r) -> v.setSafe(r, value),
                            1),
                    value,
                    "decimal('" + text + "')");
        }
    }

    @Test
    void readsTextAndBytes() {
        byte[] text = "é𝄞".getBytes(StandardCharsets.UTF_8);
        reads(
                type(DataType.Kind.STRING),
                filled(new VarCharVector("x", allocator), (v, r) -> v.setSafe(r, text), 1),
                "é𝄞",
                "'é𝄞'");
        reads(
                type(DataType.Kind.BYTES),
                filled(new VarBinaryVector("x", allocator), (v, r) -> v.setSafe(r, text), 1),
                text,
                "b'é𝄞'");
    }

    @Test
    void readsTimes() {
        reads(
                type(DataType.Kind.DATE),
                filled(new DateDayVector("x", allocator), (v, r) -> v.setSafe(r, -1), 1),
                LocalDate.of(1969, 12, 31),
                "date('1969-12-31')");
        reads(
                type(DataType.Kind.TIME),
                filled(
                        new TimeMicroVector("x", allocator),
                        (v, r) -> v.setSafe(r, 86_399_999_999L),
                        1),
                LocalTime.of(23, 59, 59, 999_999_000),
                "time('23:59:59.999999')");
        reads(
                type(DataType.Kind.TIMESTAMP),
                filled(
                        new TimeStampMicroTZVector("x", allocator, "UTC"),
                        (v, r) -> v.setSafe(r, -1L),
                        1),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                "timestamp('1969-12-31T23:59:59.999999Z')");
    }

    @Test
    void readsNestedColumnsOnceForARow() {
        List<String> texts = List.of("[1,2]", "[]", "null", "oops", "[3]");
        VarCharVector vector =
                filled(
                        new VarCharVector("x", allocator),
                        (v, r) -> v.setSafe(r, texts.get(r).getBytes(StandardCharsets.UTF_8)),
                        texts.size());
        Map<String, DataType> types = Map.of("x", DataType.list(DataType.of(DataType.Kind.INT32)));
        Evaluation sum = CelExpression.compile("size(x) + x[0]", types).over(name -> vector);
        assertThat(sum.value(0)).isEqualTo(3L);
        assertThat(sum.value(1)).isNull();
        assertThat(sum.value(2)).isNull();
        assertThatThrownBy(() -> sum.value(3)).hasMessage("the text is no JSON");
        assertThat(sum.value(4)).isEqualTo(4L);
        assertThat(sum.value(5)).isNull();
        assertThat(sum.value(0)).isEqualTo(3L);
    }

    @Test
    void readsSeveralColumnsByRow() {
        int rows = 1000;
        BigIntVector count =
                filled(new BigIntVector("count", allocator), (v, r) -> v.setSafe(r, r), rows);
        VarCharVector name =
                filled(
                        new VarCharVector("name", allocator),
                        (v, r) -> {
                            if (r % 3 != 0) {
                                v.setSafe(r, ("n" + r).getBytes(StandardCharsets.UTF_8));
                            }
                        },
                        rows);
        Map<String, DataType> types =
                Map.of("count", type(DataType.Kind.INT64), "name", type(DataType.Kind.STRING));
        Map<String, FieldVector> vectors = Map.of("count", count, "name", name);
        Evaluation it =
                CelExpression.compile("name == 'n' + string(count) && count >= 10", types)
                        .over(vectors::get);
        for (int row = 0; row < rows; row++) {
            Object expected = row < 10 ? (Object) false : row % 3 == 0 ? null : (Object) true;
            assertThat(it.value(row)).as("row " + row).isEqualTo(expected);
        }
    }

    @Test
    void refusesAVectorOfAnotherType() {
        FieldVector vector = filled(new BigIntVector("x", allocator), (v, r) -> {}, 0);
        CelExpression it =
                CelExpression.compile("x == ''", Map.of("x", type(DataType.Kind.STRING)));
        assertThatThrownBy(() -> it.over(name -> vector))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not string");
        assertThatThrownBy(() -> it.over(name -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no vector for column x");
    }
}
