package io.runink.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Batches of every type that an edge carries, each value made from its row's number. */
final class TestBatches {

    private static final List<ArrowType> TYPES =
            List.of(
                    ArrowType.Utf8.INSTANCE,
                    ArrowType.Binary.INSTANCE,
                    ArrowType.Bool.INSTANCE,
                    new ArrowType.Int(8, true),
                    new ArrowType.Int(16, true),
                    new ArrowType.Int(32, true),
                    new ArrowType.Int(64, true),
                    new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                    new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                    new ArrowType.Decimal(30, 4, 128),
                    new ArrowType.Date(DateUnit.DAY),
                    new ArrowType.Time(TimeUnit.MICROSECOND, 64),
                    new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));

    private TestBatches() {}

    /** Every type, then some again, in an order that chance gives. */
    static Schema schema(Random random) {
        List<ArrowType> types = new ArrayList<>(TYPES);
        for (int i = random.nextInt(4); i > 0; i--) {
            types.add(TYPES.get(random.nextInt(TYPES.size())));
        }
        java.util.Collections.shuffle(types, random);
        List<Field> fields = new ArrayList<>();
        for (ArrowType type : types) {
            fields.add(Field.nullable("c" + fields.size(), type));
        }
        return new Schema(fields);
    }

    private static boolean absent(long number, int column) {
        return (number * 31 + column) % 7 == 0;
    }

    private static byte[] bytes(long number, int column) {
        int length = Math.floorMod(number * 17 + column, 41);
        return ("x" + number).repeat(1 + length / 4).getBytes(StandardCharsets.UTF_8);
    }

    /** Fills a root with rows of which the first has this number. */
    static void fill(VectorSchemaRoot rows, long first, int count) {
        rows.allocateNew();
        for (int column = 0; column < rows.getFieldVectors().size(); column++) {
            FieldVector vector = rows.getVector(column);
            for (int row = 0; row < count; row++) {
                if (!absent(first + row, column)) {
                    set(vector, row, first + row, column);
                }
            }
        }
        rows.setRowCount(count);
    }

    private static void set(FieldVector vector, int row, long number, int column) {
        switch (vector) {
            case VarCharVector it -> it.setSafe(row, bytes(number, column));
            case VarBinaryVector it -> it.setSafe(row, bytes(number, column));
            case BitVector it -> it.setSafe(row, (int) (number & 1));
            case TinyIntVector it -> it.setSafe(row, (byte) number);
            case SmallIntVector it -> it.setSafe(row, (short) number);
            case IntVector it -> it.setSafe(row, (int) number);
            case BigIntVector it -> it.setSafe(row, number * 0x1234567);
            case Float4Vector it -> it.setSafe(row, number / 2f);
            case Float8Vector it -> it.setSafe(row, number / 4d);
            case DecimalVector it -> it.setSafe(row, number);
            case DateDayVector it -> it.setSafe(row, (int) number);
            case TimeMicroVector it -> it.setSafe(row, number);
            case TimeStampMicroTZVector it -> it.setSafe(row, number);
            default -> throw new IllegalArgumentException(vector.getField().toString());
        }
    }

    /** Whether a batch has what {@link #fill} put into its rows: the first column that has not. */
    static String wrong(VectorSchemaRoot rows, VectorSchemaRoot expected) {
        for (int column = 0; column < rows.getFieldVectors().size(); column++) {
            FieldVector vector = rows.getVector(column);
            for (int row = 0; row < rows.getRowCount(); row++) {
                Object found = vector.getObject(row);
                Object wanted = expected.getVector(column).getObject(row);
                if (!java.util.Objects.deepEquals(found, wanted)) {
                    return vector.getField() + " has " + found + " in row " + row;
                }
            }
        }
        return "";
    }
}
