package io.runink.contract.value;

import io.runink.api.contract.DataType;
import org.apache.arrow.memory.ArrowBuf;

/** Values that are whole numbers in their vector. */
final class Whole {

    private Whole() {}

    /**
     * The number in a row: of a decimal of up to 18 digits its unscaled value, of a date its day,
     * of times and timestamps their microseconds.
     */
    static long value(DataType type, ArrowBuf data, int row) {
        return switch (type.kind()) {
            case INT8 -> data.getByte(row);
            case INT16 -> data.getShort(row * 2L);
            case INT32, DATE -> data.getInt(row * 4L);
            // The low half holds a decimal of up to 18 digits, sign and all.
            case DECIMAL -> data.getLong(row * 16L);
            default -> data.getLong(row * 8L);
        };
    }
}
