package io.runink.spill;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.tck.TemporarySpill;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SpilledKeySetTest {

    private static final long MEMORY = 64 << 10;

    private static RowBytes key(long value) {
        RowBytes key = new RowBytes();
        key.putLong(value);
        return key;
    }

    /** Adds values and asks for others, each answer held against a hash set's. */
    private static TemporarySpill answersAsAHashSetDoes(
            long seed, int adds, long values, long memoryBytes) {
        Random random = new Random(seed);
        Set<Long> expected = new HashSet<>();
        TemporarySpill spill = new TemporarySpill();
        try (SpilledKeySet keys = new SpilledKeySet(memoryBytes, spill)) {
            for (int i = 0; i < adds; i++) {
                long value = random.nextLong(values);
                if (keys.add(key(value)) != expected.add(value)) {
                    throw new AssertionError("at " + i);
                }
                long asked = random.nextLong(2 * values);
                if (i % 4 == 0 && keys.contains(key(asked)) != expected.contains(asked)) {
                    throw new AssertionError("asked at " + i);
                }
            }
            assertThat(keys.size()).isEqualTo(expected.size());
            assertThat(keys.spilled()).isEqualTo(spill.written() > 0);
        }
        return spill;
    }

    @Test
    void staysInMemoryWhileItFits() {
        assertThat(answersAsAHashSetDoes(1, 5000, 2000, MEMORY).written()).isZero();
        assertThat(answersAsAHashSetDoes(2, 50_000, 40_000, 2 << 20).written()).isZero();
    }

    @Test
    void isExactAtTenTimesItsMemory() {
        // 16 bytes a key.
        int keys = (int) (10 * MEMORY / 16);
        assertThat(answersAsAHashSetDoes(3, 2 * keys, keys, MEMORY).written())
                .isGreaterThan(8 * MEMORY);
    }

    @Test
    void isExactWhereItsFiltersHaveFewBitsLeft() {
        answersAsAHashSetDoes(4, 400_000, 350_000, MEMORY);
    }

    @Test
    void keysOfAnyLengthAreDifferent() {
        try (SpilledKeySet keys = new SpilledKeySet(MEMORY, new TemporarySpill())) {
            byte[] zeros = new byte[70];
            for (int length = 0; length <= 70; length++) {
                assertThat(keys.add(zeros, 0, length)).isTrue();
            }
            assertThat(keys.add(zeros, 1, 69)).isFalse();
        }
    }

    @Test
    void aRunFindsItsKeysHoweverTheyLie() {
        // Far from evenly spread, as no fingerprint is: the search must end and find all.
        try (KeySet keys = new KeySet(1 << 20)) {
            for (long i = 0; i < 3000; i++) {
                keys.add(i < 2000 ? 5 : 5 + i, i + 1);
            }
            try (KeyRun run = KeyRunWriter.of(keys, new TemporarySpill(), null, 4096)) {
                byte[] block = new byte[KeyRun.BLOCK_BYTES];
                assertThat(run.count()).isEqualTo(keys.size());
                for (long i = 0; i < 3000; i++) {
                    assertThat(run.contains(i < 2000 ? 5 : 5 + i, i + 1, block)).isTrue();
                    assertThat(run.contains(i < 2000 ? 5 : 5 + i, -i - 1, block)).isFalse();
                }
                assertThat(run.contains(0, 0, block)).isFalse();
                assertThat(run.contains(-1, -1, block)).isFalse();
            }
        }
    }

    @Test
    void aTableThatKeysCrowdSaysThatItIsFull() {
        try (KeySet keys = new KeySet(4 << 10)) {
            KeySet.Added added = KeySet.Added.YES;
            int count = 0;
            while (added == KeySet.Added.YES) {
                added = keys.add(-1, ++count);
            }
            assertThat(added).isEqualTo(KeySet.Added.FULL);
            assertThat(keys.size()).isLessThan(20);
            assertThat(keys.contains(-1, 1)).isTrue();
            assertThat(keys.contains(-1, 1000)).isFalse();
        }
    }
}
