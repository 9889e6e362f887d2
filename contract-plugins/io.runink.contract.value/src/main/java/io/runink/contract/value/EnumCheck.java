package io.runink.contract.value;

import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.TextColumn;
import io.runink.spi.contract.Violations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares bytes with those of the listed texts, found by a hash; nothing is made per value. */
final class EnumCheck implements Check {

    /** As many values as a person reads; the rest is counted. */
    private static final int SHOWN_MAX = 20;

    private final String column;
    private final List<String> values;
    private final byte[][][] buckets;
    private final TextColumn text = new TextColumn();

    EnumCheck(String column, List<String> values) {
        this.column = column;
        this.values = values;
        int size = Integer.highestOneBit(values.size()) * 4;
        List<List<byte[]>> byHash = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byHash.add(new ArrayList<>());
        }
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            byHash.get(hash(bytes, 0, bytes.length) & (size - 1)).add(bytes);
        }
        this.buckets =
                byHash.stream().map(list -> list.toArray(byte[][]::new)).toArray(byte[][][]::new);
    }

    @Override
    public String expected() {
        if (values.size() <= SHOWN_MAX) {
            return "one of " + String.join(", ", values);
        }
        return "one of "
                + String.join(", ", values.subList(0, SHOWN_MAX))
                + " and "
                + (values.size() - SHOWN_MAX)
                + " more";
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        text.load(batch.text(column), batch.rows());
        for (int row = 0; row < batch.rows(); row++) {
            if (!text.absent(row) && !listed(text.bytes(), text.start(row), text.length(row))) {
                violations.add(row);
            }
        }
        text.release();
    }

    private boolean listed(byte[] bytes, int from, int length) {
        for (byte[] value : buckets[hash(bytes, from, length) & (buckets.length - 1)]) {
            if (Arrays.equals(value, 0, value.length, bytes, from, from + length)) {
                return true;
            }
        }
        return false;
    }

    private static int hash(byte[] bytes, int from, int length) {
        // The ends of a text tell listed words apart; a long stranger costs no more than they do.
        int hash = length;
        for (int i = 0; i < Math.min(length, 8); i++) {
            hash = 31 * hash + bytes[from + i];
        }
        for (int i = Math.max(8, length - 8); i < length; i++) {
            hash = 31 * hash + bytes[from + i];
        }
        return hash ^ (hash >>> 15);
    }
}
