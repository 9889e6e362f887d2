package io.runink.slice;

import io.runink.spi.contract.ValueText;
import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the records that a function returns as rows of text. */
final class RecordWriter {

    /** 0000-01-01T00:00:00Z. */
    private static final long SECONDS_MIN = -62_167_219_200L;

    /** 10000-01-01T00:00:00Z. */
    private static final long SECONDS_END = 253_402_300_800L;

    private final ValueText valueText = new ValueText();
    private final String step;
    private final List<Column> columns;

    /**
     * A column of the contract.
     *
     * @param accessor takes its value out of a record
     * @param nested writes it where its type is nested, else null
     */
    record Column(MethodHandle accessor, @Nullable NestedWriter nested) {}

    /**
     * A writer.
     *
     * @param columns of the contract, in order
     */
    RecordWriter(String step, List<Column> columns) {
        this.step = step;
        this.columns = List.copyOf(columns);
    }

    /** Writes a record into the row that was begun. */
    void write(Object result, TextRows rows, long line) {
        for (int i = 0; i < columns.size(); i++) {
            Object value = value(columns.get(i).accessor(), result, line);
            NestedWriter nested = columns.get(i).nested();
            if (nested != null) {
                if (value != null) {
                    nested.write(value, rows.value(i), line);
                }
                continue;
            }
            if (value instanceof Instant instant && plain(instant)) {
                // Columns have microseconds; what a clock adds below them is no part of the value.
                valueText.loadInstant(
                        instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
                rows.value(i).put(valueText.bytes(), 0, valueText.length());
            } else if (value != null) {
                rows.value(i).put(text(value));
            }
        }
    }

    private @Nullable Object value(MethodHandle accessor, Object result, long line) {
        try {
            return accessor.invokeExact(result);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            throw RecordReader.threw(step, "an accessor of its output", line, thrown);
        }
    }

    /** Whether four digits write its year; any other is no value of a column and rejected later. */
    private static boolean plain(Instant instant) {
        return instant.getEpochSecond() >= SECONDS_MIN && instant.getEpochSecond() < SECONDS_END;
    }

    /** A value as its column's text. */
    static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case BigDecimal decimal -> decimal.toPlainString();
            case LocalTime time -> time.truncatedTo(ChronoUnit.MICROS).toString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }
}
