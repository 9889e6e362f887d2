package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/** Writes the records that a function returns as rows of text. */
final class RecordWriter {

    private final String step;
    private final MethodHandle[] accessors;

    /**
     * A writer.
     *
     * @param accessors of the contract's columns, in order
     */
    RecordWriter(String step, Contract contract, List<MethodHandle> accessors) {
        this.step = step;
        this.accessors = accessors.toArray(MethodHandle[]::new);
        if (accessors.size() != contract.fields().size()) {
            throw new IllegalArgumentException(
                    accessors.size()
                            + " accessors for "
                            + contract.fields().stream().map(Field::name).toList());
        }
    }

    /** Writes a record into the row that was begun. */
    void write(Object result, TextRows rows, long line) {
        for (int i = 0; i < accessors.length; i++) {
            Object value;
            try {
                value = accessors[i].invokeExact(result);
            } catch (OutOfMemoryError e) {
                throw e;
            } catch (Throwable thrown) {
                throw RecordReader.threw(step, "an accessor of its output", line, thrown);
            }
            if (value != null) {
                rows.value(i).put(text(value));
            }
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case BigDecimal decimal -> decimal.toPlainString();
            // Columns have microseconds; what a clock adds below them is no part of the value.
            case Instant instant -> instant.truncatedTo(ChronoUnit.MICROS).toString();
            case LocalTime time -> time.truncatedTo(ChronoUnit.MICROS).toString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }
}
