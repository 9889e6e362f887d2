package io.runink.spill;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
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

/**
 * Keys as bytes whose order, byte by byte without sign, is the order of the keys; equal keys are
 * equal bytes, and no key is the beginning of another.
 *
 * <ul>
 *   <li>whole numbers of any width as 64 bits, decimals as 128, the sign turned
 *   <li>floats as 64 bits; -0.0 is 0.0, and NaN is one value, greater than all others
 *   <li>text by code point, bytes by byte; a shorter one before those it begins
 *   <li>false before true; dates, times and timestamps by time
 * </ul>
 */
public final class KeyEncoder {

    private static final int NULL_FIRST = 0;
    private static final int VALUE = 1;
    private static final int NULL_LAST = 2;

    private final KeyPart[] parts;
    private final FieldVector[] vectors;

    /** An encoder of keys of these parts. */
    public KeyEncoder(List<KeyPart> parts) {
        this.parts = parts.toArray(KeyPart[]::new);
        this.vectors = new FieldVector[parts.size()];
    }

    /** Sets the vectors whose rows are written next; parts say which of them they mean. */
    public void bind(List<FieldVector> columns) {
        for (int i = 0; i < parts.length; i++) {
            vectors[i] = columns.get(parts[i].column());
        }
    }

    /**
     * Appends the key of a row.
     *
     * @return whether every part has a value
     */
    public boolean write(int row, RowBytes into) {
        boolean whole = true;
        for (int i = 0; i < parts.length; i++) {
            KeyPart part = parts[i];
            FieldVector vector = vectors[i];
            if (vector.isNull(row)) {
                into.put(part.nullsFirst() ? NULL_FIRST : NULL_LAST);
                whole = false;
                continue;
            }
            into.put(VALUE);
            int from = into.length();
            write(vector, row, into);
            if (part.descending()) {
                byte[] bytes = into.array();
                for (int at = from; at < into.length(); at++) {
                    bytes[at] = (byte) ~bytes[at];
                }
            }
        }
        return whole;
    }

    private static void write(FieldVector vector, int row, RowBytes into) {
        switch (vector) {
            case VarCharVector text -> writeBytes(text, row, into);
            case BigIntVector numbers -> writeWhole(numbers.get(row), into);
            case IntVector numbers -> writeWhole(numbers.get(row), into);
            case DecimalVector numbers -> {
                writeWhole(numbers.getDataBuffer().getLong(row * 16L + 8), into);
                into.putBigEndian(numbers.getDataBuffer().getLong(row * 16L));
            }
            case TimeStampMicroTZVector instants -> writeWhole(instants.get(row), into);
            case DateDayVector days -> writeWhole(days.get(row), into);
            case Float8Vector numbers -> writeReal(numbers.get(row), into);
            case BitVector bits -> into.put(bits.get(row));
            case SmallIntVector numbers -> writeWhole(numbers.get(row), into);
            case TinyIntVector numbers -> writeWhole(numbers.get(row), into);
            case Float4Vector numbers -> writeReal(numbers.get(row), into);
            case TimeMicroVector times -> writeWhole(times.get(row), into);
            case VarBinaryVector binary -> writeBytes(binary, row, into);
            default -> throw new IllegalArgumentException("no column type: " + vector.getField());
        }
    }

    private static void writeWhole(long value, RowBytes into) {
        into.putBigEndian(value ^ Long.MIN_VALUE);
    }

    private static void writeReal(double value, RowBytes into) {
        // Adding 0.0 makes -0.0 positive; doubleToLongBits knows one NaN.
        long bits = Double.doubleToLongBits(value + 0.0);
        into.putBigEndian(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    }

    /** A zero byte is written as two, 00 FF, and the end as 00 00, which is less than any. */
    private static void writeBytes(FieldVector vector, int row, RowBytes into) {
        ArrowBuf offsets = vector.getOffsetBuffer();
        int start = offsets.getInt(row * 4L);
        int length = offsets.getInt((row + 1) * 4L) - start;
        int from = into.length();
        into.put(vector.getDataBuffer(), start, length);
        byte[] bytes = into.array();
        int zeros = 0;
        for (int at = from; at < from + length; at++) {
            zeros += bytes[at] == 0 ? 1 : 0;
        }
        if (zeros > 0) {
            into.grow(zeros);
            spread(into.array(), from, length, zeros);
        }
        into.put(0);
        into.put(0);
    }

    private static void spread(byte[] bytes, int from, int length, int zeros) {
        int to = from + length + zeros - 1;
        for (int at = from + length - 1; at >= from; at--) {
            byte value = bytes[at];
            if (value == 0) {
                bytes[to--] = (byte) 0xFF;
            }
            bytes[to--] = value;
        }
    }
}
