package io.runink.spill;

import io.runink.spi.spill.Spill;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A set of keys of any size within a limit of memory, which says at once whether a key is new. It
 * keeps 128 bits of each ({@link Fingerprint}) and is exact up to those: that two of n keys are
 * taken for one has a probability of about n²/2¹²⁹, 1.5 in 10²¹ for a thousand million.
 *
 * <p>Keys are in a table in memory; when that is full they become a sorted run on disk, and four
 * runs of a kind become one. A run is asked only if its Bloom filter, in memory, does not deny the
 * key. Filters have three eighths of the memory: ten bits a key for some ten times as many keys as
 * the table holds, fewer beyond.
 */
public final class SpilledKeySet implements AutoCloseable {

    private static final long MEMORY_MIN = 64 << 10;

    /** So many runs of one level are merged. */
    private static final int RUNS_MAX = 4;

    private static final int BITS_PER_KEY = 10;

    /** A filter with fewer bits a key denies too little. */
    private static final int BITS_PER_KEY_MIN = 2;

    private final long memoryBytes;
    private final Spill spill;
    private final Fingerprint fingerprint;
    private final byte[] searched = new byte[KeyRun.BLOCK_BYTES];
    private final int blockBytes;
    private final List<KeyRun> runs = new ArrayList<>();
    private KeySet keys;
    private long spilledKeys;

    /**
     * An empty set.
     *
     * @param memoryBytes what it may hold; with less than 64 KiB it takes those
     * @param spill asked for space when the memory is full, not before
     */
    public SpilledKeySet(long memoryBytes, Spill spill) {
        this(memoryBytes, spill, new SplittableRandom());
    }

    private SpilledKeySet(long memoryBytes, Spill spill, SplittableRandom random) {
        this.memoryBytes = Math.max(MEMORY_MIN, memoryBytes);
        this.spill = spill;
        this.fingerprint = new Fingerprint(random.nextLong(), random.nextLong());
        this.blockBytes = Math.clamp(this.memoryBytes / 64, 4 << 10, 64 << 10);
        // Growing to it needs a quarter more.
        this.keys = new KeySet(this.memoryBytes / 4 * 3);
    }

    /** How many keys it holds. */
    public long size() {
        return spilledKeys + keys.size();
    }

    /** Whether keys were written to disk. */
    public boolean spilled() {
        return !runs.isEmpty();
    }

    /** Adds a key; false if it was there already. */
    public boolean add(RowBytes key) {
        return add(key.array(), 0, key.length());
    }

    /** Adds a key; false if it was there already. */
    public boolean add(byte[] key, int offset, int length) {
        fingerprint.compute(key, offset, length);
        long high = fingerprint.high();
        long low = low();
        if (!runs.isEmpty() && (keys.contains(high, low) || onDisk(high, low))) {
            return false;
        }
        KeySet.Added added = keys.add(high, low);
        if (added == KeySet.Added.FULL) {
            flush();
            added = keys.add(high, low);
        }
        return added == KeySet.Added.YES;
    }

    /** Whether a key is in the set. */
    public boolean contains(RowBytes key) {
        fingerprint.compute(key.array(), 0, key.length());
        long high = fingerprint.high();
        long low = low();
        return keys.contains(high, low) || onDisk(high, low);
    }

    /** All bits zero marks a free place, so that fingerprint gives way to its neighbour. */
    private long low() {
        long low = fingerprint.low();
        return (fingerprint.high() | low) == 0 ? 1 : low;
    }

    private boolean onDisk(long high, long low) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            if (runs.get(i).contains(high, low, searched)) {
                return true;
            }
        }
        return false;
    }

    private void flush() {
        long count = keys.size();
        runs.add(KeyRunWriter.of(keys, spill, filter(count, _ -> true), blockBytes));
        spilledKeys += count;
        keys.close();
        int level = 0;
        while (mergeable(level)) {
            merge(level++);
        }
        // Less than before: filters have grown beside it.
        keys = new KeySet(memoryBytes / 8 * 3);
    }

    private boolean mergeable(int level) {
        return runs.stream().filter(it -> it.level() == level).count() >= RUNS_MAX;
    }

    private void merge(int level) {
        List<KeyRun> merged = runs.stream().filter(it -> it.level() == level).toList();
        long count = merged.stream().mapToLong(KeyRun::count).sum();
        BloomFilter filter = filter(count, it -> it.level() != level);
        runs.removeAll(merged);
        // Larger runs first, so that look-ups meet the newer keys first.
        runs.addFirst(KeyRunWriter.of(merged, spill, filter, blockBytes, level + 1));
        runs.sort((one, other) -> Integer.compare(other.level(), one.level()));
    }

    /** A filter for so many keys beside those of the runs that stay; null if it would not pay. */
    private @Nullable BloomFilter filter(long count, Predicate<KeyRun> stays) {
        long used = 0;
        for (KeyRun run : runs) {
            BloomFilter filter = run.filter();
            used += stays.test(run) && filter != null ? filter.bytes() : 0;
        }
        // A quarter is left for the runs that come next.
        long room = (memoryBytes / 8 * 3 - used) / 4 * 3;
        long bytes = Math.min(count * BITS_PER_KEY / 8, room);
        return bytes * 8 < count * BITS_PER_KEY_MIN ? null : new BloomFilter(bytes);
    }

    @Override
    public void close() {
        keys.close();
        runs.forEach(KeyRun::close);
        runs.clear();
    }
}
