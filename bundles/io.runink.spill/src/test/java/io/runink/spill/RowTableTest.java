package io.runink.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RowTableTest {

    private static RowBytes bytes(long value) {
        RowBytes bytes = new RowBytes();
        bytes.putLong(value);
        return bytes;
    }

    @Test
    void findsTheRowsOfAKeyInTheirOrder() {
        Random random = new Random(1);
        Map<Long, List<Long>> expected = new HashMap<>();
        try (RowBuffer rows = RowTable.buffer(1 << 20)) {
            for (long i = 0; i < 10_000; i++) {
                long key = random.nextLong(3000);
                assertThat(rows.add(bytes(key), bytes(i))).isTrue();
                expected.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
            }
            RowTable table = new RowTable(rows);
            assertThat(table.count()).isEqualTo(10_000);
            for (long key = 0; key < 4000; key++) {
                assertThat(found(table, key)).isEqualTo(expected.getOrDefault(key, List.of()));
            }
        }
    }

    private static List<Long> found(RowTable table, long key) {
        List<Long> found = new ArrayList<>();
        RowBytes record = new RowBytes();
        RowBytes wanted = bytes(key);
        for (int row = table.find(wanted); row >= 0; row = table.next(row, wanted)) {
            int at = table.load(row, record);
            found.add(RowBytes.getLong(record.array(), at));
        }
        return found;
    }

    @Test
    void remembersMarks() {
        try (RowBuffer rows = RowTable.buffer(1 << 20)) {
            for (long i = 0; i < 10; i++) {
                rows.add(bytes(i % 3), bytes(i));
            }
            RowTable table = new RowTable(rows);
            table.mark(table.find(bytes(1)));
            table.mark(table.next(table.find(bytes(1)), bytes(1)));
            List<Integer> marked = new ArrayList<>();
            for (int row = 0; row < 10; row++) {
                if (table.marked(row)) {
                    marked.add(row);
                }
            }
            assertThat(marked).containsExactly(1, 4);
            assertThat(found(table, 1)).containsExactly(1L, 4L, 7L);
        }
    }

    @Test
    void anEmptyBufferHasNothingToFind() {
        try (RowBuffer rows = RowTable.buffer(1 << 20)) {
            assertThat(new RowTable(rows).find(bytes(1))).isEqualTo(-1);
        }
    }
}
