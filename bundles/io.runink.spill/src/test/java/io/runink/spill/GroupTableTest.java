package io.runink.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GroupTableTest {

    /** A word, then a value. */
    private static final int STATE_BYTES = 8 + GroupTable.VALUE_BYTES;

    private static RowBytes bytes(long value) {
        RowBytes bytes = new RowBytes();
        bytes.putLong(value);
        return bytes;
    }

    @Test
    void keepsWordsAndValuesOfEachGroup() {
        Random random = new Random(1);
        Map<Long, Long> sums = new HashMap<>();
        Map<Long, byte[]> last = new HashMap<>();
        RowBytes loaded = new RowBytes();
        try (GroupTable groups = new GroupTable(4 << 20, STATE_BYTES)) {
            for (int i = 0; i < 50_000; i++) {
                long key = random.nextLong(2000);
                long group = groups.find(bytes(key));
                if (group < 0) {
                    group = groups.add(bytes(key), bytes(-key));
                }
                assertThat(group).isNotNegative();
                groups.set(group, 0, groups.get(group, 0) + i);
                byte[] value = new byte[random.nextInt(40)];
                random.nextBytes(value);
                assertThat(groups.store(group, 8, value, 0, value.length)).isTrue();
                sums.merge(key, (long) i, Long::sum);
                last.put(key, value);
            }
            assertThat(groups.count()).isEqualTo(sums.size());
            Set<Long> seen = new HashSet<>();
            groups.visit(group -> {
                loaded.clear();
                groups.loadKey(group, loaded);
                groups.loadRow(group, loaded);
                int from = loaded.length();
                groups.load(group, 8, loaded);
                long key = RowBytes.getLong(loaded.array(), 0);
                assertThat(seen.add(key)).isTrue();
                assertThat(RowBytes.getLong(loaded.array(), 8)).isEqualTo(-key);
                assertThat(groups.get(group, 0)).isEqualTo(sums.get(key));
                assertThat(Arrays.copyOfRange(loaded.array(), from, loaded.length()))
                        .isEqualTo(last.get(key));
            });
            assertThat(seen).isEqualTo(sums.keySet());
        }
    }

    @Test
    void saysWhenThereIsNoRoomAndBeginsAnew() {
        try (GroupTable groups = new GroupTable(64 << 10, STATE_BYTES)) {
            for (int round = 0; round < 3; round++) {
                long key = 0;
                while (groups.add(bytes(key), bytes(0)) >= 0) {
                    key++;
                }
                assertThat(key).isBetween(300L, 1200L);
                long group = groups.find(bytes(5));
                assertThat(groups.store(group, 8, new byte[60_000], 0, 60_000)).isFalse();
                assertThat(groups.valueLength(group, 8)).isZero();
                groups.clear();
                assertThat(groups.find(bytes(5))).isEqualTo(-1);
            }
        }
    }

    @Test
    void oneGroupAlwaysFits() {
        try (GroupTable groups = new GroupTable(64 << 10, STATE_BYTES)) {
            RowBytes row = new RowBytes();
            row.put(new byte[100_000], 0, 100_000);
            long group = groups.add(bytes(1), row);
            assertThat(group).isNotNegative();
            assertThat(groups.store(group, 8, new byte[200_000], 0, 200_000)).isTrue();
            assertThat(groups.add(bytes(2), bytes(0))).isEqualTo(-1);
        }
    }
}
