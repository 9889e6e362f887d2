package io.runink.spi.contract;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
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
 * Writes values as the text that {@link Lexemes} reads back: decimals plain, with their scale;
 * dates, times and instants (in UTC) in ISO 8601, fractions of a second in three or six digits
 * where there are any; bytes in Base64. Reused from value to value; not safe for threads.
 */
public final class ValueText {

    private byte[] bytes = new byte[64];
    private int length;

    /** The array that holds the text, ASCII or UTF-8. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes of it count. */
    public int length() {
        return length;
    }

    /** Writes the value of a row that has one. */
    public void load(FieldVector column, int row) {
        length = 0;
        switch (column) {
            case VarCharVector text -> put(text.get(row));
            case BitVector bits -> ascii(bits.get(row) == 0 ? "false" : "true");
            case TinyIntVector numbers -> number(numbers.get(row));
            case SmallIntVector numbers -> number(numbers.get(row));
            case IntVector numbers -> number(numbers.get(row));
            case BigIntVector numbers -> number(numbers.get(row));
            case Float4Vector numbers -> ascii(Float.toString(numbers.get(row)));
            case Float8Vector numbers -> ascii(Double.toString(numbers.get(row)));
            case DecimalVector numbers -> decimal(numbers, row);
            case DateDayVector days -> date(days.get(row));
            case TimeMicroVector times -> time(times.get(row));
            case TimeStampMicroTZVector instants -> instant(instants.get(row));
            case VarBinaryVector binary -> put(Base64.getEncoder().encode(binary.get(row)));
            default -> throw new IllegalArgumentException("no column type: " + column.getField());
        }
    }

    private void decimal(DecimalVector numbers, int row) {
        long low = numbers.getDataBuffer().getLong(row * 16L);
        long high = numbers.getDataBuffer().getLong(row * 16L + 8);
        if (high != low >> 63 || low == Long.MIN_VALUE) {
            BigDecimal value = numbers.getObject(row);
            ascii(value.toPlainString());
            return;
        }
        int scale = numbers.getScale();
        if (low < 0) {
            put('-');
        }
        int start = length;
        number(Math.abs(low));
        int missing = scale + 1 - (length - start);
        if (missing > 0) {
            reserve(missing);
            System.arraycopy(bytes, start, bytes, start + missing, length - start);
            Arrays.fill(bytes, start, start + missing, (byte) '0');
            length += missing;
        }
        if (scale > 0) {
            reserve(1);
            System.arraycopy(bytes, length - scale, bytes, length - scale + 1, scale);
            bytes[length - scale] = '.';
            length++;
        }
    }

    private void date(long epochDay) {
        // The inverse of the day count in Lexemes: eras of 400 years, the year begins in March.
        long day = epochDay + 719_468;
        long era = Math.floorDiv(day, 146_097L);
        long dayOfEra = day - era * 146_097L;
        long yearOfEra =
                (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * dayOfYear + 2) / 153;
        long month = shifted < 10 ? shifted + 3 : shifted - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        digits(year, 4);
        put('-');
        digits(month, 2);
        put('-');
        digits(dayOfYear - (153 * shifted + 2) / 5 + 1, 2);
    }

    private void time(long micros) {
        long seconds = micros / 1_000_000;
        digits(seconds / 3600, 2);
        put(':');
        digits(seconds / 60 % 60, 2);
        put(':');
        digits(seconds % 60, 2);
        long fraction = micros % 1_000_000;
        if (fraction != 0) {
            put('.');
            if (fraction % 1000 == 0) {
                digits(fraction / 1000, 3);
            } else {
                digits(fraction, 6);
            }
        }
    }

    /**
     * Writes an instant.
     *
     * @param micros since 1970-01-01T00:00:00Z, within the years 0 to 9999
     */
    public void loadInstant(long micros) {
        length = 0;
        instant(micros);
    }

    private void instant(long micros) {
        date(Math.floorDiv(micros, 86_400_000_000L));
        put('T');
        time(Math.floorMod(micros, 86_400_000_000L));
        put('Z');
    }

    private void number(long value) {
        if (value == Long.MIN_VALUE) {
            ascii(Long.toString(value));
            return;
        }
        long rest = value;
        if (rest < 0) {
            put('-');
            rest = -rest;
        }
        int width = 1;
        for (long bound = 10; width < 19 && rest >= bound; bound *= 10) {
            width++;
        }
        digits(rest, width);
    }

    private void digits(long value, int width) {
        reserve(width);
        long rest = value;
        for (int i = width - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
    }

    private void ascii(String text) {
        put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void put(int character) {
        reserve(1);
        bytes[length++] = (byte) character;
    }

    private void put(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
