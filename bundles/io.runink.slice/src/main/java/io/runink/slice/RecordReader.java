package io.runink.slice;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.error.RuninkException;
import io.runink.spi.contract.TextColumn;
import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Makes records of a contract's class from the rows of a batch. */
final class RecordReader {

    private final String step;
    private final MethodHandle constructor;

    /** In the order of the constructor's parameters. */
    private final List<Column> columns;

    /** A component of the record, with the column that it takes. */
    static final class Column {
        private final Field field;
        private final int index;
        private final boolean primitive;
        private final @Nullable NestedReader nested;
        private final ScalarReader scalar;
        private final TextColumn text = new TextColumn();
        private @Nullable FieldVector vector;

        /**
         * A component.
         *
         * @param index of the column
         * @param primitive whether it must have a value
         * @param nested reads it where its type is nested, else null
         * @param scalar reads its text
         */
        Column(
                Field field,
                int index,
                boolean primitive,
                @Nullable NestedReader nested,
                ScalarReader scalar) {
            this.field = field;
            this.index = index;
            this.primitive = primitive;
            this.nested = nested;
            this.scalar = scalar;
        }
    }

    /**
     * A reader.
     *
     * @param constructor takes an array of the record's components
     * @param columns in the order of the components
     */
    RecordReader(String step, MethodHandle constructor, List<Column> columns) {
        this.step = step;
        this.constructor = constructor;
        this.columns = List.copyOf(columns);
    }

    /** Makes ready to read a batch's rows. */
    void load(VectorSchemaRoot batch) {
        for (Column column : columns) {
            FieldVector vector = batch.getVector(column.index);
            column.vector = vector;
            if (vector instanceof VarCharVector strings) {
                column.text.load(strings, batch.getRowCount());
            }
        }
    }

    /** Gives back what huge values needed. */
    void release() {
        for (Column column : columns) {
            column.text.release();
        }
    }

    /** The record of a row. */
    Object read(int row, long line) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(columns.get(i), row, line);
        }
        try {
            return constructor.invokeExact(values);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            throw threw(step, "the constructor of its input", line, thrown);
        }
    }

    private @Nullable Object value(Column column, int row, long line) {
        FieldVector vector = column.vector;
        if (vector == null || vector.isNull(row)) {
            if (column.primitive) {
                throw SliceError.VALUE_ABSENT.exception(
                        "step '"
                                + step
                                + "' takes column '"
                                + column.field.name()
                                + "' as a primitive, which the row of line "
                                + line
                                + " lacks, expected a value",
                        "mark the column as required, or give its component an object type");
            }
            return null;
        }
        DataType type = column.field.type();
        ArrowBuf data = vector.getDataBuffer();
        return switch (type.kind()) {
            case STRING -> string(column, row, line);
            case BOOLEAN -> (data.getByte(row >> 3) & (1 << (row & 7))) != 0;
            case INT8 -> data.getByte(row);
            case INT16 -> data.getShort(row * 2L);
            case INT32 -> data.getInt(row * 4L);
            case INT64 -> data.getLong(row * 8L);
            case FLOAT32 -> data.getFloat(row * 4L);
            case FLOAT64 -> data.getDouble(row * 8L);
            case DECIMAL ->
                    // The low half holds a decimal of up to 18 digits, sign and all.
                    type.precision() <= 18
                            ? BigDecimal.valueOf(data.getLong(row * 16L), type.scale())
                            : ((DecimalVector) vector).getObject(row);
            case DATE -> LocalDate.ofEpochDay(data.getInt(row * 4L));
            case TIME -> LocalTime.ofNanoOfDay(data.getLong(row * 8L) * 1000);
            case TIMESTAMP -> ScalarReader.instant(data.getLong(row * 8L));
            case BYTES -> ((VarBinaryVector) vector).get(row);
            case STRUCT, LIST, MAP -> nested(column, row, line);
        };
    }

    private static @Nullable Object nested(Column column, int row, long line) {
        NestedReader reader = Objects.requireNonNull(column.nested, "nested is null");
        TextColumn text = column.text;
        return reader.read(text.bytes(), text.start(row), text.length(row), line);
    }

    private Object string(Column column, int row, long line) {
        TextColumn text = column.text;
        Object value = column.scalar.read(text.bytes(), text.start(row), text.length(row));
        if (value == null) {
            throw SliceError.VALUE_ABSENT.exception(
                    "step '"
                            + step
                            + "' takes column '"
                            + column.field.name()
                            + "' as an enum, which has no constant for the row of line "
                            + line,
                    "let the contract's rules allow the enum's constants alone");
        }
        return value;
    }

    /** What people are told when user code throws: the class, never the message. */
    static RuninkException threw(String step, String what, long line, Throwable thrown) {
        return new RuninkException(
                SliceError.FUNCTION_THREW.problem(
                        "step '"
                                + step
                                + "': "
                                + what
                                + " threw '"
                                + thrown.getClass().getName()
                                + "' for the row of line "
                                + line
                                + ", expected it to return",
                        "let it handle such a row, or let the contract reject it"),
                thrown);
    }
}
