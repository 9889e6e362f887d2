package io.runink.spi.contract;

import io.runink.api.contract.DataType;
import io.runink.spi.connector.SinkWriter;
import java.util.Map;
import org.apache.arrow.vector.BaseFixedWidthVector;
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
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** How a column of a {@link DataType} lies in Arrow, and how text becomes such a column. */
public final class TypedColumns {

    private TypedColumns() {}

    /** The Arrow type of a column. */
    public static ArrowType arrowType(DataType type) {
        return switch (type.kind()) {
            case STRING, STRUCT, LIST, MAP -> ArrowType.Utf8.INSTANCE;
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case INT8 -> new ArrowType.Int(8, true);
            case INT16 -> new ArrowType.Int(16, true);
            case INT32 -> new ArrowType.Int(32, true);
            case INT64 -> new ArrowType.Int(64, true);
            case FLOAT32 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case DECIMAL -> new ArrowType.Decimal(type.precision(), type.scale(), 128);
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, 64);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case BYTES -> ArrowType.Binary.INSTANCE;
        };
    }

    /**
     * The Arrow field of a column; every column may lack values. A nested column is text that says
     * it is JSON.
     */
    public static Field field(String name, DataType type) {
        return type.nested()
                ? new Field(
                        name,
                        new FieldType(
                                true,
                                ArrowType.Utf8.INSTANCE,
                                null,
                                Map.of(SinkWriter.CONTENT, SinkWriter.JSON)),
                        null)
                : Field.nullable(name, arrowType(type));
    }

    /** The Arrow field of a column as text. */
    public static Field textField(String name) {
        return Field.nullable(name, ArrowType.Utf8.INSTANCE);
    }

    /**
     * Fills a vector of the type from text. Absent text and text that denotes no value become null;
     * nested text that denotes one is copied, and needs a vector of its own only where some does
     * not.
     */
    public static void cast(TextColumn text, Lexemes lexemes, FieldVector into) {
        int rows = text.rows();
        if (into instanceof BaseFixedWidthVector fixed) {
            fixed.allocateNew(rows);
        } else if (into instanceof VarBinaryVector binary) {
            // Base64 takes four characters for three bytes.
            binary.allocateNew(text.start(rows) * 3L / 4 + 3, rows);
        } else if (into instanceof VarCharVector copy) {
            copy.allocateNew(text.start(rows), rows);
        }
        for (int row = 0; row < rows; row++) {
            if (text.absent(row)
                    || !lexemes.read(text.bytes(), text.start(row), text.length(row))) {
                continue;
            }
            if (into instanceof VarCharVector copy) {
                copy.setSafe(row, text.bytes(), text.start(row), text.length(row));
            } else {
                set(into, row, lexemes);
            }
        }
        into.setValueCount(rows);
    }

    private static void set(FieldVector into, int row, Lexemes value) {
        switch (into) {
            case BitVector bits -> bits.set(row, (int) value.number());
            case TinyIntVector numbers -> numbers.set(row, (int) value.number());
            case SmallIntVector numbers -> numbers.set(row, (int) value.number());
            case IntVector numbers -> numbers.set(row, (int) value.number());
            case BigIntVector numbers -> numbers.set(row, value.number());
            case Float4Vector numbers -> numbers.set(row, (float) value.real());
            case Float8Vector numbers -> numbers.set(row, value.real());
            case DecimalVector numbers -> {
                if (value.narrow()) {
                    numbers.set(row, value.number());
                } else {
                    numbers.setBigEndian(row, value.wide().toByteArray());
                }
            }
            case DateDayVector days -> days.set(row, (int) value.number());
            case TimeMicroVector times -> times.set(row, value.number());
            case TimeStampMicroTZVector instants -> instants.set(row, value.number());
            case VarBinaryVector binary -> binary.setSafe(row, value.bytes());
            default -> throw new IllegalArgumentException("no column type: " + into.getField());
        }
    }
}
