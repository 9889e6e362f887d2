package io.runink.isolation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The smallest program of i386. */
final class ThirtyTwoBits {

    private static final int ADDRESS = 0x0804_8000;
    private static final int HEADERS = 52 + 32;

    private ThirtyTwoBits() {}

    /** An ELF file that does nothing but end with a status. */
    static byte[] exits(int status) {
        // mov $status, %ebx; mov $1, %eax; int $0x80
        byte[] code = {
            (byte) 0xBB, (byte) status, 0, 0, 0, (byte) 0xB8, 1, 0, 0, 0, (byte) 0xCD, (byte) 0x80
        };
        int size = HEADERS + code.length;
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        // ELF, 32 bits, little endian, version 1; executable, for i386.
        file.put(new byte[] {0x7F, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        file.putShort((short) 2).putShort((short) 3).putInt(1);
        file.putInt(ADDRESS + HEADERS).putInt(52).putInt(0).putInt(0);
        file.putShort((short) 52).putShort((short) 32).putShort((short) 1);
        file.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        // One segment, all of the file, to be read and run.
        file.putInt(1).putInt(0).putInt(ADDRESS).putInt(ADDRESS).putInt(size).putInt(size);
        file.putInt(5).putInt(0x1000);
        return file.put(code).array();
    }
}
