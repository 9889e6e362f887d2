package io.runink.duckdb;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.error.RuninkException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
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

/** Copies values of a result's column to an Arrow column of a contract's type. */
@SuppressWarnings("restricted")
final class ChunkReader {

    /** The days and instants that four digits of a year can write. */
    private static final long DAY_MIN = -719_528;

    private static final long DAY_END = 2_932_897;
    private static final long MICROS_A_DAY = 86_400_000_000L;

    /** Text up to here lies in the word itself. */
    private static final int INLINE_MAX = 12;

    private static final long TEXT_BYTES = 16;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private final MemorySegment data;
    private final MemorySegment validity;
    private final ResultType type;
    private final Field field;

    private ChunkReader(MemorySegment data, MemorySegment validity, ResultType type, Field field) {
        this.data = data;
        this.validity = validity;
        this.type = type;
        this.field = field;
    }

    /** Fills an empty column. */
    static void read(
            MemorySegment vector, ResultType type, int rows, Field field, FieldVector into) {
        MemorySegment validity = Library.pointer("vector_get_validity", vector);
        new ChunkReader(
                        Library.pointer("vector_get_data", vector).reinterpret(TEXT_BYTES * rows),
                        validity.address() == 0
                                ? validity
                                : validity.reinterpret((rows + 63) / 64 * 8L),
                        type,
                        field)
                .fill(into, rows);
    }

    private void fill(FieldVector into, int rows) {
        if (into instanceof BaseVariableWidthVector texts) {
            texts(texts, rows);
        } else {
            ((BaseFixedWidthVector) into).allocateNew(rows);
            for (int row = 0; row < rows; row++) {
                if (present(row)) {
                    set(into, row);
                }
            }
        }
        into.setValueCount(rows);
    }

    private boolean present(int row) {
        return validity.address() == 0 || (validity.get(BYTE, row >> 3) & 1 << (row & 7)) != 0;
    }

    private void set(FieldVector into, int row) {
        switch (into) {
            case BitVector bits -> bits.set(row, data.get(BYTE, row));
            case TinyIntVector numbers -> numbers.set(row, (int) within(row, Byte.MAX_VALUE));
            case SmallIntVector numbers -> numbers.set(row, (int) within(row, Short.MAX_VALUE));
            case IntVector numbers -> numbers.set(row, (int) within(row, Integer.MAX_VALUE));
            case BigIntVector numbers -> numbers.set(row, within(row, Long.MAX_VALUE));
            case Float4Vector reals -> reals.set(row, single(row));
            case Float8Vector reals ->
                    reals.set(
                            row,
                            type.id() == ResultType.Id.FLOAT
                                    ? single(row)
                                    : data.getAtIndex(ValueLayout.JAVA_DOUBLE, row));
            case DecimalVector decimals -> decimals.set(row, decimal(row));
            case DateDayVector days -> days.set(row, day(data.getAtIndex(INT, row)));
            case TimeMicroVector times -> times.set(row, time(data.getAtIndex(LONG, row)));
            case TimeStampMicroTZVector instants -> instants.set(row, instant(row));
            default -> throw new IllegalArgumentException("no column type: " + into.getField());
        }
    }

    private float single(int row) {
        return data.getAtIndex(ValueLayout.JAVA_FLOAT, row);
    }

    private long within(int row, long max) {
        BigInteger whole = whole(row);
        long value = whole.bitLength() < Long.SIZE ? whole.longValue() : max;
        if (whole.bitLength() >= Long.SIZE || value > max || value < -max - 1) {
            throw beyond();
        }
        return value;
    }

    private BigInteger whole(int row) {
        return switch (type.id()) {
            case TINYINT -> BigInteger.valueOf(data.get(BYTE, row));
            case UTINYINT -> BigInteger.valueOf(Byte.toUnsignedLong(data.get(BYTE, row)));
            case SMALLINT -> BigInteger.valueOf(data.getAtIndex(SHORT, row));
            case USMALLINT -> BigInteger.valueOf(Short.toUnsignedLong(data.getAtIndex(SHORT, row)));
            case INTEGER -> BigInteger.valueOf(data.getAtIndex(INT, row));
            case UINTEGER -> BigInteger.valueOf(Integer.toUnsignedLong(data.getAtIndex(INT, row)));
            case BIGINT -> BigInteger.valueOf(data.getAtIndex(LONG, row));
            case UBIGINT -> unsigned(data.getAtIndex(LONG, row));
            case HUGEINT -> wide(BigInteger.valueOf(data.getAtIndex(LONG, 2L * row + 1)), row);
            case UHUGEINT -> wide(unsigned(data.getAtIndex(LONG, 2L * row + 1)), row);
            default -> throw new IllegalArgumentException("no whole number: " + type);
        };
    }

    private BigInteger wide(BigInteger high, int row) {
        return high.shiftLeft(Long.SIZE).add(unsigned(data.getAtIndex(LONG, 2L * row)));
    }

    private static BigInteger unsigned(long value) {
        BigInteger signed = BigInteger.valueOf(value);
        return value < 0 ? signed.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : signed;
    }

    private BigDecimal decimal(int row) {
        DataType wanted = field.type();
        BigDecimal value;
        if (type.id() != ResultType.Id.DECIMAL) {
            value = new BigDecimal(whole(row));
        } else if (type.width() <= 4) {
            value = BigDecimal.valueOf(data.getAtIndex(SHORT, row), type.scale());
        } else if (type.width() <= 9) {
            value = BigDecimal.valueOf(data.getAtIndex(INT, row), type.scale());
        } else if (type.width() <= 18) {
            value = BigDecimal.valueOf(data.getAtIndex(LONG, row), type.scale());
        } else {
            BigInteger high = BigInteger.valueOf(data.getAtIndex(LONG, 2L * row + 1));
            value = new BigDecimal(wide(high, row), type.scale());
        }
        BigDecimal scaled = value.setScale(wanted.scale());
        if (scaled.precision() > wanted.precision()) {
            throw beyond();
        }
        return scaled;
    }

    private int day(int day) {
        if (day < DAY_MIN || day >= DAY_END) {
            throw beyond();
        }
        return day;
    }

    private long time(long micros) {
        if (micros < 0 || micros >= MICROS_A_DAY) {
            throw beyond();
        }
        return micros;
    }

    private long instant(int row) {
        long value = data.getAtIndex(LONG, row);
        long unit =
                switch (type.id()) {
                    case TIMESTAMP_S -> 1_000_000L;
                    case TIMESTAMP_MS -> 1000L;
                    default -> 1L;
                };
        // Infinities are the outermost numbers.
        if (value < DAY_MIN * MICROS_A_DAY / unit || value >= DAY_END * MICROS_A_DAY / unit) {
            throw beyond();
        }
        return value * unit;
    }

    private RuninkException beyond() {
        return DuckError.VALUE.says(
                "column '" + field.name() + "' has a value beyond " + field.type());
    }

    private void texts(BaseVariableWidthVector into, int rows) {
        long bytes = 0;
        for (int row = 0; row < rows; row++) {
            bytes += present(row) ? length(row) : 0;
        }
        into.allocateNew(bytes, rows);
        ArrowBuf ends = into.getOffsetBuffer();
        MemorySegment to =
                MemorySegment.ofAddress(into.getDataBuffer().memoryAddress()).reinterpret(bytes);
        int at = 0;
        for (int row = 0; row < rows; row++) {
            if (present(row)) {
                int length = length(row);
                MemorySegment.copy(text(row, length), 0, to, at, length);
                at += length;
                org.apache.arrow.vector.BitVectorHelper.setBit(into.getValidityBuffer(), row);
            }
            ends.setInt((row + 1) * 4L, at);
        }
        into.setLastSet(rows - 1);
    }

    private int length(int row) {
        return data.get(INT, row * TEXT_BYTES);
    }

    private MemorySegment text(int row, int length) {
        long at = row * TEXT_BYTES + Integer.BYTES;
        return length <= INLINE_MAX
                ? data.asSlice(at, length)
                : MemorySegment.ofAddress(data.get(LONG, at + Integer.BYTES)).reinterpret(length);
    }
}
