package io.runink.spill;

import io.runink.spi.spill.Spill;
import io.runink.spi.spill.SpillFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes runs of fingerprints. */
final class KeyRunWriter {

    private static final int KEY_BYTES = KeySet.KEY_BYTES;

    private final SpillFile file;
    private final @Nullable BloomFilter filter;
    private final int blockBytes;
    private final RowBytes block = new RowBytes();

    private KeyRunWriter(Spill spill, @Nullable BloomFilter filter, int blockBytes) {
        this.file = spill.create();
        this.filter = filter;
        this.blockBytes = blockBytes;
    }

    /** A run of the keys of a set, which is only good for closing afterwards. */
    static KeyRun of(KeySet keys, Spill spill, @Nullable BloomFilter filter, int blockBytes) {
        KeyRunWriter writer = new KeyRunWriter(spill, filter, blockBytes);
        keys.sort();
        for (long i = 0; i < keys.size(); i++) {
            writer.write(keys.high(i), keys.low(i));
        }
        return writer.end(0);
    }

    /** One run of the keys of several, no key of which is in two; they are closed. */
    static KeyRun of(
            List<KeyRun> runs,
            Spill spill,
            @Nullable BloomFilter filter,
            int blockBytes,
            int level) {
        KeyRunWriter writer = new KeyRunWriter(spill, filter, blockBytes);
        Reader[] readers =
                runs.stream().map(it -> new Reader(it, blockBytes)).toArray(Reader[]::new);
        while (true) {
            Reader least = null;
            for (Reader reader : readers) {
                if (reader.here && (least == null || reader.compare(least) < 0)) {
                    least = reader;
                }
            }
            if (least == null) {
                break;
            }
            writer.write(least.high, least.low);
            least.step();
        }
        runs.forEach(KeyRun::close);
        return writer.end(level);
    }

    private void write(long high, long low) {
        if (filter != null) {
            filter.add(high, low);
        }
        block.putLong(high);
        block.putLong(low);
        if (block.length() >= blockBytes) {
            flush();
        }
    }

    private void flush() {
        file.append(block.array(), 0, block.length());
        block.clear();
    }

    private KeyRun end(int level) {
        flush();
        return new KeyRun(file, filter, level);
    }

    /** Walks the keys of a run. */
    private static final class Reader {

        private final KeyRun run;
        private final byte[] block;
        private long position;
        private int at;
        private int end;
        private long high;
        private long low;
        private boolean here;

        Reader(KeyRun run, int blockBytes) {
            this.run = run;
            this.block = new byte[blockBytes];
            step();
        }

        void step() {
            if (at == end) {
                end = (int) Math.min(block.length, run.file().length() - position);
                at = 0;
                run.file().read(position, block, 0, end);
                position += end;
            }
            here = end > 0;
            if (here) {
                high = RowBytes.getLong(block, at);
                low = RowBytes.getLong(block, at + 8);
                at += KEY_BYTES;
            }
        }

        int compare(Reader other) {
            return KeySet.compare(high, low, other.high, other.low);
        }
    }
}
