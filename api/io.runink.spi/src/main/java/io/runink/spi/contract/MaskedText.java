package io.runink.spi.contract;

import io.runink.api.Masking;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts as they are shown where they must not be shown in clear. Reused from value to value; not
 * safe for threads.
 */
public final class MaskedText {

    /** Stands for a value of which nothing is shown. */
    public static final String REDACTED = "***";

    private static final byte[] REDACTED_BYTES = REDACTED.getBytes(StandardCharsets.US_ASCII);

    /** As many characters as a partly masked value keeps at most. */
    private static final int KEPT_MAX = 4;

    private byte[] bytes = new byte[64];
    private int length;

    /** The array that holds the text, UTF-8. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes of it count; never more than those of the clear text or of a redaction. */
    public int length() {
        return length;
    }

    /**
     * Writes a text, UTF-8, as it is shown. Partly masked, it keeps its last characters, at most a
     * quarter of them and at most four; characters are code points.
     */
    public void load(Masking masking, byte[] text, int from, int count) {
        length = 0;
        if (masking == Masking.REDACT) {
            put(REDACTED_BYTES, 0, REDACTED_BYTES.length);
        } else {
            partial(text, from, count);
        }
    }

    private void partial(byte[] text, int from, int count) {
        int characters = 0;
        for (int i = from; i < from + count; i++) {
            characters += starts(text[i]) ? 1 : 0;
        }
        int kept = Math.min(KEPT_MAX, characters / 4);
        int at = from + count;
        for (int left = kept; left > 0; ) {
            at--;
            left -= starts(text[at]) ? 1 : 0;
        }
        reserve(characters - kept);
        Arrays.fill(bytes, length, length + characters - kept, (byte) '*');
        length += characters - kept;
        put(text, at, from + count - at);
    }

    /** Whether a byte of UTF-8 begins a character. */
    private static boolean starts(byte value) {
        return (value & 0xC0) != 0x80;
    }

    private void put(byte[] from, int offset, int count) {
        reserve(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
