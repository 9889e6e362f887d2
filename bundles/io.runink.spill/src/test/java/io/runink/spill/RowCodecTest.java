package io.runink.spill;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.spi.step.StepRows;
import io.runink.tck.RandomRows;
import io.runink.tck.StepSuite;
import io.runink.tck.TemporarySpill;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

final class RowCodecTest {

    private final BufferAllocator allocator = new RootAllocator(64 << 20);

    private static int[] places(int count) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = i;
        }
        return places;
    }

    private static List<List<Object>> objects(VectorSchemaRoot batch) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.getRowCount(); row++) {
            List<Object> values = new ArrayList<>();
            for (FieldVector column : batch.getFieldVectors()) {
                Object value = column.getObject(row);
                values.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
            }
            rows.add(values);
        }
        return rows;
    }

    @Test
    void rowsOfEveryTypeComeBackAsTheyWere() {
        StepSuite.Table table = new RandomRows(1).table(RandomRows.ALL_TYPES, 5000);
        Schema schema = StepRows.schema(RandomRows.ALL_TYPES);
        RowCodec codec = new RowCodec(schema.getFields());
        try (allocator;
                VectorSchemaRoot batch = StepSuite.batch(table, 7, 0, 5000, allocator);
                BatchBuilder builder = new BatchBuilder(schema, allocator)) {
            codec.bind(batch.getFieldVectors());
            RowBytes bytes = new RowBytes();
            for (int row = 0; row < 5000; row++) {
                codec.write(row, bytes);
            }
            List<List<Object>> back = new ArrayList<>();
            int at = 0;
            while (at < bytes.length()) {
                at = builder.set(codec, bytes.array(), at, places(codec.columns()));
                if (builder.endRow()) {
                    take(builder, back);
                }
            }
            take(builder, back);
            assertThat(back).isEqualTo(objects(batch));
        }
    }

    private static void take(BatchBuilder builder, List<List<Object>> into) {
        try (VectorSchemaRoot part = builder.take()) {
            into.addAll(objects(part));
        }
    }

    @Test
    void columnsMayBePassedOverAndPutElsewhere() {
        StepSuite.Table table =
                new StepSuite.Table(
                        StepSuite.contract("a string", "b boolean", "c int32"),
                        List.of(List.of("x", "true", "5")));
        Schema schema = StepRows.schema(StepSuite.contract("c int32", "other string"));
        try (allocator;
                VectorSchemaRoot batch = StepSuite.batch(table, 7, 0, 1, allocator);
                BatchBuilder builder = new BatchBuilder(schema, allocator)) {
            RowCodec codec = new RowCodec(batch.getSchema().getFields());
            codec.bind(batch.getFieldVectors());
            RowBytes bytes = new RowBytes();
            codec.write(0, bytes);
            builder.set(codec, bytes.array(), 0, new int[] {-1, -1, 0, 2, 3});
            builder.endRow();
            try (VectorSchemaRoot taken = builder.take()) {
                List<Object> expected = new ArrayList<>();
                expected.add(5);
                expected.add(null);
                expected.add(1L);
                expected.add(7);
                assertThat(objects(taken)).containsExactly(expected);
            }
        }
    }

    @Test
    void aQueueGivesBackItsRowsInOrder() {
        Schema schema = StepRows.schema(RandomRows.ALL_TYPES);
        for (int rows : new int[] {0, 1, 100, 20_000}) {
            StepSuite.Table table = new RandomRows(rows).table(RandomRows.ALL_TYPES, rows);
            TemporarySpill spill = new TemporarySpill();
            List<List<Object>> expected = new ArrayList<>();
            List<List<Object>> actual = new ArrayList<>();
            try (RowQueue queue = new RowQueue(schema, spill, allocator)) {
                for (int from = 0; from < rows; from += 1000) {
                    int to = Math.min(rows, from + 1000);
                    try (VectorSchemaRoot batch = StepSuite.batch(table, 0, from, to, allocator)) {
                        expected.addAll(objects(batch));
                        queue.add(batch);
                    }
                }
                for (VectorSchemaRoot next = queue.next(); next != null; next = queue.next()) {
                    try (VectorSchemaRoot batch = next) {
                        actual.addAll(objects(batch));
                    }
                }
            }
            assertThat(actual).isEqualTo(expected);
            assertThat(spill.written() > 0).isEqualTo(rows > 1000);
        }
        allocator.close();
    }
}
