package io.runink.barn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Log files as Ratis writes them: a header, then length, entry and checksum each, then zeros. */
final class TornTailTest {

    private static final int PADDING = 4096;

    @Test
    void aWholeLogIsNotTorn() {
        byte[] log = log(700, 20, 3000);

        assertThat(TornTail.tornAt(log)).isEmpty();
        assertThat(TornTail.tornAt(Arrays.copyOf(log, log.length + PADDING))).isEmpty();
        assertThat(TornTail.tornAt(log())).isEmpty();
        assertThat(TornTail.tornAt(new byte[0])).isEmpty();
    }

    @Test
    void anEntryWrittenToASectorsEndOnlyIsTorn() {
        byte[] whole = log(700, 20, 3000);
        int last = log(700, 20).length;
        int cuts = 0;
        for (int end = (last / 512 + 1) * 512; end < whole.length; end += 512) {
            byte[] torn = Arrays.copyOf(Arrays.copyOf(whole, end), whole.length + PADDING);

            assertThat(TornTail.tornAt(torn)).as("cut at %s", end).hasValue(last);
            cuts++;
        }
        assertThat(cuts).isGreaterThan(4);
    }

    @Test
    void aFlippedBitIsDamageAndStays() {
        byte[] whole = log(700, 20, 3000);
        for (int i = log().length; i < whole.length; i++) {
            byte[] flipped = Arrays.copyOf(whole, whole.length + PADDING);
            flipped[i] ^= 0x10;

            assertThat(TornTail.tornAt(flipped)).as("byte %s", i).isEmpty();
        }
    }

    @Test
    void zerosInsideAnEntryOfTheMiddleAreDamage() {
        byte[] log = log(3000, 3000);
        Arrays.fill(log, 1024, 2048, (byte) 0);

        assertThat(TornTail.tornAt(log)).isEmpty();
    }

    private static byte[] log(int... sizes) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        log.writeBytes("RaftLog1".getBytes(StandardCharsets.US_ASCII));
        Random random = new Random(7);
        for (int size : sizes) {
            byte[] entry = new byte[size];
            random.nextBytes(entry);
            entry[size - 1] = 1;
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            int rest = size;
            while (rest > 0x7f) {
                frame.write((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            frame.write(rest);
            frame.writeBytes(entry);
            CRC32C checksum = new CRC32C();
            checksum.update(frame.toByteArray());
            frame.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
            log.writeBytes(frame.toByteArray());
        }
        return log.toByteArray();
    }
}
