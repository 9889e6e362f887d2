package io.runink.spill;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;

/** Bytes that grow as they are written, and are reused from row to row. */
public final class RowBytes {

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle BIG_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[256];
    private int length;

    /** The array that holds them. */
    public byte[] array() {
        return bytes;
    }

    /** How many count. */
    public int length() {
        return length;
    }

    /** Forgets all. */
    public void clear() {
        length = 0;
    }

    /** Makes room for more bytes, which count from now on, and says where they begin. */
    int grow(int more) {
        int from = length;
        if (bytes.length - length < more) {
            long twice = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), (int) twice));
        }
        length += more;
        return from;
    }

    /** Lets bytes beyond a length count no more. */
    public void truncate(int to) {
        length = to;
    }

    /** Appends a byte. */
    public void put(int value) {
        int at = grow(1);
        bytes[at] = (byte) value;
    }

    /** Appends four bytes, the least significant first. */
    public void putInt(int value) {
        int at = grow(4);
        INT.set(bytes, at, value);
    }

    /** Appends eight bytes, the least significant first. */
    public void putLong(long value) {
        int at = grow(8);
        LONG.set(bytes, at, value);
    }

    /** Appends eight bytes, the most significant first. */
    public void putBigEndian(long value) {
        int at = grow(8);
        BIG_ENDIAN_LONG.set(bytes, at, value);
    }

    /** Appends bytes of an array. */
    public void put(byte[] from, int offset, int count) {
        int at = grow(count);
        System.arraycopy(from, offset, bytes, at, count);
    }

    /** Appends bytes of a buffer. */
    public void put(ArrowBuf from, long index, int count) {
        int at = grow(count);
        from.getBytes(index, bytes, at, count);
    }

    /** Reads four bytes, the least significant first. */
    public static int getInt(byte[] from, int offset) {
        return (int) INT.get(from, offset);
    }

    /** Reads eight bytes, the least significant first. */
    public static long getLong(byte[] from, int offset) {
        return (long) LONG.get(from, offset);
    }

    /** Reads eight bytes, the most significant first. */
    public static long getBigEndian(byte[] from, int offset) {
        return (long) BIG_ENDIAN_LONG.get(from, offset);
    }

    /** Writes eight bytes, the least significant first. */
    public static void setLong(byte[] into, int offset, long value) {
        LONG.set(into, offset, value);
    }
}
