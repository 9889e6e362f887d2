package io.runink.duckdb;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Copies values from Arrow's columns to DuckDB's. Both keep numbers, days and microseconds alike;
 * Arrow's truths are bits and DuckDB's bytes, and DuckDB's decimals are as narrow as they can be.
 */
@SuppressWarnings("restricted")
final class ChunkWriter {

    private static final int DECIMAL_BYTES = 16;

    private ChunkWriter() {}

    /**
     * Fills a column of a chunk.
     *
     * @param from the first row to copy, a multiple of a chunk's rows and so of 64
     */
    static void write(FieldVector column, int from, int count, MemorySegment vector) {
        Library.run("vector_ensure_validity_writable", vector);
        MemorySegment validity = Library.pointer("vector_get_validity", vector);
        long bytes = (count + 7L) / 8;
        MemorySegment.copy(
                memory(column.getValidityBuffer(), from / 8 + bytes),
                from / 8,
                validity.reinterpret(bytes),
                0,
                bytes);
        switch (column) {
            case BitVector bits -> truths(bits, from, count, data(vector, count));
            case DecimalVector decimals -> decimals(decimals, from, count, vector);
            case BaseFixedWidthVector fixed -> {
                long width = fixed.getTypeWidth();
                MemorySegment.copy(
                        memory(fixed.getDataBuffer(), (from + count) * width),
                        from * width,
                        data(vector, count * width),
                        0,
                        count * width);
            }
            case BaseVariableWidthVector texts ->
                    texts(texts, from, count, vector, validity.reinterpret(bytes));
            default -> throw new IllegalArgumentException("no column type: " + column.getField());
        }
    }

    private static MemorySegment memory(ArrowBuf buffer, long bytes) {
        if (bytes > buffer.capacity()) {
            throw new IllegalArgumentException(bytes + " bytes of " + buffer.capacity());
        }
        return MemorySegment.ofAddress(buffer.memoryAddress()).reinterpret(bytes);
    }

    private static MemorySegment data(MemorySegment vector, long bytes) {
        return Library.pointer("vector_get_data", vector).reinterpret(bytes);
    }

    private static void truths(BitVector bits, int from, int count, MemorySegment to) {
        for (int i = 0; i < count; i++) {
            boolean holds = !bits.isNull(from + i) && bits.get(from + i) != 0;
            to.set(ValueLayout.JAVA_BYTE, i, (byte) (holds ? 1 : 0));
        }
    }

    private static void decimals(DecimalVector column, int from, int count, MemorySegment vector) {
        int precision = column.getPrecision();
        int width = precision <= 4 ? 2 : precision <= 9 ? 4 : precision <= 18 ? 8 : DECIMAL_BYTES;
        MemorySegment values =
                memory(column.getDataBuffer(), (long) (from + count) * DECIMAL_BYTES);
        MemorySegment to = data(vector, (long) count * width);
        // Little-endian in two's complement: the lowest bytes of a value are the narrower value.
        for (int i = 0; i < count; i++) {
            MemorySegment.copy(
                    values, (long) (from + i) * DECIMAL_BYTES, to, (long) i * width, width);
        }
    }

    private static void texts(
            BaseVariableWidthVector column,
            int from,
            int count,
            MemorySegment vector,
            MemorySegment validity) {
        MethodHandle assign =
                Library.function(
                        "vector_assign_string_element_len",
                        FunctionDescriptor.ofVoid(
                                Library.POINTER, Library.NUMBER, Library.POINTER, Library.NUMBER));
        ArrowBuf offsets = column.getOffsetBuffer();
        long address = column.getDataBuffer().memoryAddress();
        for (int i = 0; i < count; i++) {
            if (column.isNull(from + i)) {
                continue;
            }
            int start = offsets.getInt((from + i) * 4L);
            int end = offsets.getInt((from + i + 1) * 4L);
            try {
                assign.invokeExact(
                        vector,
                        (long) i,
                        MemorySegment.ofAddress(address + start),
                        (long) (end - start));
            } catch (Throwable e) {
                throw Library.broken("vector_assign_string_element_len", e);
            }
            // DuckDB makes text that is none absent, and says nothing.
            if ((validity.get(ValueLayout.JAVA_BYTE, i >> 3) & 1 << (i & 7)) == 0) {
                throw DuckError.VALUE.says(
                        "a text of column '" + column.getName() + "' is no UTF-8");
            }
        }
    }
}
