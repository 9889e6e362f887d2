package io.runink.contract.key;

import io.runink.api.contract.Rule;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckBatch;
import io.runink.spi.contract.Violations;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Exact up to the first 128 bits of SHA-256: two values that share them would be the first pair
 * ever found. Compares values, not spellings: 1.5 and 1.50 are one decimal.
 */
final class UniqueCheck implements Check {

    private final Rule rule;
    private final String column;
    private final KeySet keys;
    private final MessageDigest sha256;
    private final byte[] digest = new byte[32];
    private final ByteBuffer digestView = ByteBuffer.wrap(digest);
    private byte[] value = new byte[64];

    UniqueCheck(Rule rule, KeySet keys) {
        this.rule = rule;
        this.column = rule.columns().getFirst();
        this.keys = keys;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String expected() {
        return "a value that no earlier row has";
    }

    @Override
    public void evaluate(CheckBatch batch, Violations violations) {
        FieldVector values = batch.values(column);
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.rejected(row) || values.isNull(row)) {
                continue;
            }
            hash(load(values, row));
            long high = digestView.getLong(0);
            long low = digestView.getLong(8);
            if (keys.full()) {
                if (!keys.contains(high, low)) {
                    throw full();
                }
                violations.add(row);
            } else if (!keys.add(high, low)) {
                violations.add(row);
            }
        }
    }

    /** Copies the value's canonical bytes, those of its vector, and says how many they are. */
    private int load(FieldVector values, int row) {
        ArrowBuf data = values.getDataBuffer();
        int length;
        long from;
        switch (values) {
            case BitVector bits -> {
                value[0] = (byte) bits.get(row);
                return 1;
            }
            case BaseFixedWidthVector fixed -> {
                length = fixed.getTypeWidth();
                from = (long) row * length;
            }
            case BaseVariableWidthVector variable -> {
                from = variable.getOffsetBuffer().getInt(row * 4L);
                length = variable.getOffsetBuffer().getInt((row + 1) * 4L) - (int) from;
            }
            default -> throw new IllegalArgumentException("no key of " + values.getField());
        }
        if (value.length < length) {
            value = new byte[Math.max(length, 2 * value.length)];
        }
        data.getBytes(from, value, 0, length);
        return length;
    }

    private void hash(int length) {
        try {
            sha256.update(value, 0, length);
            sha256.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }

    private RuntimeException full() {
        return KeyError.KEYS_FULL.exception(
                "rule '"
                        + rule.id()
                        + "' met more than '"
                        + keys.capacity()
                        + "' different values, expected no more than its memory holds",
                "split the input so that equal keys stay together");
    }

    @Override
    public void close() {
        keys.close();
    }
}
