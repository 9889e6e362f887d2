package io.runink.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.tck.TemporarySpill;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

final class ExternalSortTest {

    private static final long MEMORY = 64 << 10;

    private record Entry(byte[] key, byte[] row) {}

    private static List<Entry> entries(int count, IntFunction<byte[]> key, int rowBytes) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] row = new byte[rowBytes + i % 7];
            RowBytes.setLong(row, 0, i);
            entries.add(new Entry(key.apply(i), row));
        }
        return entries;
    }

    /** Sorts, compares with the JDK's stable sort, and says how much was spilled. */
    private static long sorts(List<Entry> entries, long memoryBytes) {
        TemporarySpill spill = new TemporarySpill();
        try (ExternalSort sort = new ExternalSort(memoryBytes, spill)) {
            for (Entry entry : entries) {
                sort.add(entry.key, 0, entry.key.length, entry.row, 0, entry.row.length);
            }
            List<Entry> expected = new ArrayList<>(entries);
            expected.sort((one, other) -> Arrays.compareUnsigned(one.key, other.key));
            RowCursor cursor = sort.sorted();
            for (Entry entry : expected) {
                assertThat(cursor.next()).isTrue();
                assertThat(slice(cursor, cursor.key(), cursor.keyLength())).isEqualTo(entry.key);
                assertThat(slice(cursor, cursor.row(), cursor.rowLength())).isEqualTo(entry.row);
            }
            assertThat(cursor.next()).isFalse();
            assertThat(sort.spilled()).isEqualTo(spill.written() > 0);
        }
        return spill.written();
    }

    private static byte[] slice(RowCursor cursor, int from, int length) {
        return Arrays.copyOfRange(cursor.bytes(), from, from + length);
    }

    private static IntFunction<byte[]> random(long seed, int bytesMax, int values) {
        Random random = new Random(seed);
        return i -> {
            byte[] key = new byte[random.nextInt(bytesMax + 1)];
            for (int at = 0; at < key.length; at++) {
                key[at] = (byte) (random.nextInt(values) - 1);
            }
            return key;
        };
    }

    @Test
    void sortsInMemory() {
        for (int count : new int[] {0, 1, 2, 15, 16, 17, 500}) {
            assertThat(sorts(entries(count, random(count, 12, 3), 8), MEMORY)).isZero();
        }
    }

    @Test
    void sortsTenTimesItsMemoryAndMore() {
        // 40 bytes a row and 16 for its place in the index.
        List<Entry> entries = entries(60_000, random(2, 20, 256), 20);
        assertThat(sorts(entries, MEMORY)).isGreaterThan(10 * MEMORY);
    }

    @Test
    void mergesRunsSeveralTimesOver() {
        List<Entry> entries = entries(20_000, random(3, 9, 4), 30);
        // Sixty runs and more of 16 KiB, three of which are merged at once.
        assertThat(sorts(entries, 16 << 10)).isGreaterThan(3 * 20_000 * 30);
    }

    @Test
    void keepsTheOrderOfEqualKeys() {
        sorts(entries(30_000, random(4, 1, 2), 10), MEMORY);
        sorts(entries(5_000, i -> new byte[12], 10), MEMORY);
    }

    @Test
    void takesRowsLargerThanItsMemory() {
        List<Entry> entries = new ArrayList<>(entries(3000, random(5, 9, 3), 20));
        Random random = new Random(6);
        for (int i = 0; i < 5; i++) {
            byte[] row = new byte[100_000 + random.nextInt(100_000)];
            random.nextBytes(row);
            entries.add(random.nextInt(entries.size()), new Entry(new byte[] {1}, row));
            entries.add(new Entry(Arrays.copyOf(row, 80_000), new byte[0]));
        }
        sorts(entries, MEMORY);
    }

    @Test
    void ordersThatMakeQuicksortSlowAreSortedToo() {
        sorts(entries(1000, i -> number(i), 8), 1 << 20);
        sorts(entries(1000, i -> number(-i), 8), 1 << 20);
        sorts(entries(1000, i -> number(i < 500 ? i : 1000 - i), 8), 1 << 20);
        sorts(entries(4096, i -> number(killer(i, 4096)), 8), 1 << 20);
    }

    private static byte[] number(int value) {
        RowBytes bytes = new RowBytes();
        bytes.putBigEndian(value);
        return Arrays.copyOf(bytes.array(), 8);
    }

    /** The order against a median of three (Musser 1997): each pivot splits off two. */
    private static int killer(int place, int count) {
        int half = count / 2;
        if (place >= half) {
            return 2 * (place - half + 1);
        }
        return place % 2 == 0 ? place + 1 : half + place;
    }

    @Test
    void isReadOnce() {
        try (ExternalSort sort = new ExternalSort(MEMORY, new TemporarySpill())) {
            sort.sorted();
            assertThatThrownBy(sort::sorted).isInstanceOf(IllegalStateException.class);
        }
    }
}
