package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.error.RuninkException;
import io.runink.spi.contract.TextColumn;
import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Column[] columns;

    private static final class Column {
        private final Field field;
        private final int index;
        private final boolean primitive;
        private final Map<String, Object> constants;
        private final TextColumn text = new TextColumn();
        private @Nullable FieldVector vector;

        Column(Field field, int index, Class<?> type) {
            this.field = field;
            this.index = index;
            this.primitive = type.isPrimitive();
            this.constants = new HashMap<>();
            if (type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    constants.put(((Enum<?>) constant).name(), constant);
                }
            }
        }
    }

    /**
     * A reader.
     *
     * @param constructor takes an array of the record's components
     * @param components names, in order
     * @param types of the components
     */
    RecordReader(
            String step,
            Contract contract,
            MethodHandle constructor,
            List<String> components,
            List<Class<?>> types) {
        this.step = step;
        this.constructor = constructor;
        this.columns = new Column[components.size()];
        List<String> byComponent = contract.fields().stream().map(Field::component).toList();
        for (int i = 0; i < columns.length; i++) {
            int index = byComponent.indexOf(components.get(i));
            columns[i] = new Column(contract.fields().get(index), index, types.get(i));
        }
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
        @Nullable Object[] values = new @Nullable Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(columns[i], row, line);
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
            case TIMESTAMP -> instant(data.getLong(row * 8L));
            case BYTES -> ((VarBinaryVector) vector).get(row);
            case STRUCT, LIST, MAP -> throw new IllegalStateException(type.toString());
        };
    }

    private Object string(Column column, int row, long line) {
        String text = column.text.string(row);
        if (column.constants.isEmpty()) {
            return text;
        }
        Object constant = column.constants.get(text);
        if (constant == null) {
            throw SliceError.VALUE_ABSENT.exception(
                    "step '"
                            + step
                            + "' takes column '"
                            + column.field.name()
                            + "' as an enum, which has no constant for the row of line "
                            + line,
                    "let the contract's rules allow the enum's constants alone");
        }
        return constant;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
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
