package io.runink.spill;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Rows as bytes, for memory and scratch space alone: the form may change from one version to the
 * next. A bit for each column that has a value, then the values: of fixed width as they lie in
 * their vector, a boolean as a byte, text and bytes behind their length.
 */
public final class RowCodec {

    private static final int VARIABLE = -1;
    private static final int BIT = 0;

    /** By column: bytes of a value, or one of the two above. */
    private final int[] widths;

    private final int bitmapBytes;
    private final FieldVector[] vectors;

    /** A codec for rows of these columns. */
    public RowCodec(List<Field> columns) {
        widths = columns.stream().mapToInt(RowCodec::width).toArray();
        bitmapBytes = (widths.length + 7) >>> 3;
        vectors = new FieldVector[widths.length];
    }

    private static int width(Field column) {
        return switch (column.getType()) {
            case ArrowType.Bool _ -> BIT;
            case ArrowType.Int whole -> whole.getBitWidth() / 8;
            case ArrowType.FloatingPoint real ->
                    switch (real.getPrecision()) {
                        case SINGLE -> 4;
                        case DOUBLE -> 8;
                        case HALF -> throw unknown(column);
                    };
            case ArrowType.Decimal _ -> 16;
            case ArrowType.Date _ -> 4;
            case ArrowType.Time _, ArrowType.Timestamp _ -> 8;
            case ArrowType.Utf8 _, ArrowType.Binary _ -> VARIABLE;
            default -> throw unknown(column);
        };
    }

    private static IllegalArgumentException unknown(Field column) {
        return new IllegalArgumentException("no column type: " + column);
    }

    /** How many columns its rows have. */
    public int columns() {
        return widths.length;
    }

    /** Sets the vectors whose rows are written next: those of its columns, in their order. */
    public void bind(List<FieldVector> from) {
        if (from.size() != widths.length) {
            throw new IllegalArgumentException(from.size() + " columns for " + widths.length);
        }
        from.toArray(vectors);
    }

    /** Appends a row of the vectors bound. */
    public void write(int row, RowBytes into) {
        int bitmap = into.grow(bitmapBytes);
        for (int i = 0; i < bitmapBytes; i++) {
            into.array()[bitmap + i] = 0;
        }
        for (int column = 0; column < widths.length; column++) {
            FieldVector vector = vectors[column];
            if (!vector.isNull(row)) {
                into.array()[bitmap + (column >>> 3)] |= (byte) (1 << (column & 7));
                write(vector, widths[column], row, into);
            }
        }
    }

    private static void write(FieldVector vector, int width, int row, RowBytes into) {
        switch (width) {
            case BIT -> into.put(((BitVector) vector).get(row));
            case VARIABLE -> {
                ArrowBuf offsets = vector.getOffsetBuffer();
                int from = offsets.getInt(row * 4L);
                int length = offsets.getInt((row + 1) * 4L) - from;
                into.putInt(length);
                into.put(vector.getDataBuffer(), from, length);
            }
            case 4 -> into.putInt(vector.getDataBuffer().getInt(row * 4L));
            case 8 -> into.putLong(vector.getDataBuffer().getLong(row * 8L));
            default -> into.put(vector.getDataBuffer(), (long) row * width, width);
        }
    }

    /**
     * Sets the values of a row. Where the row has none, the vector's place is left as it is.
     *
     * @param from what {@link #write} appended
     * @param offset where it begins
     * @param into vectors, made larger as need be
     * @param places for each column of the row its index in {@code into}, or -1 to pass it over
     * @param row to set
     * @return where the row's bytes end
     */
    public int read(byte[] from, int offset, FieldVector[] into, int[] places, int row) {
        int at = offset + bitmapBytes;
        for (int column = 0; column < widths.length; column++) {
            if ((from[offset + (column >>> 3)] & (1 << (column & 7))) == 0) {
                continue;
            }
            int width = widths[column];
            int length =
                    switch (width) {
                        case BIT -> 1;
                        case VARIABLE -> 4 + RowBytes.getInt(from, at);
                        default -> width;
                    };
            int place = places[column];
            if (place >= 0) {
                read(from, at, length, into[place], width, row);
            }
            at += length;
        }
        return at;
    }

    private static void read(
            byte[] from, int at, int length, FieldVector into, int width, int row) {
        switch (width) {
            case BIT -> ((BitVector) into).setSafe(row, from[at]);
            case VARIABLE ->
                    ((BaseVariableWidthVector) into).setSafe(row, from, at + 4, length - 4);
            default -> {
                ((BaseFixedWidthVector) into).setIndexDefined(row);
                ArrowBuf data = into.getDataBuffer();
                switch (width) {
                    case 4 -> data.setInt(row * 4L, RowBytes.getInt(from, at));
                    case 8 -> data.setLong(row * 8L, RowBytes.getLong(from, at));
                    default -> data.setBytes((long) row * width, from, at, width);
                }
            }
        }
    }
}
