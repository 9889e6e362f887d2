package io.runink.spill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FingerprintTest {

    /** Of the key 00 01 … 0f. */
    private final Fingerprint fingerprint =
            new Fingerprint(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private void of(int length, long high, long low) {
        byte[] bytes = new byte[length + 3];
        System.arraycopy(counting(length), 0, bytes, 3, length);
        fingerprint.compute(bytes, 3, length);
        assertThat(Long.toHexString(fingerprint.high()))
                .isEqualTo(Long.toHexString(Long.reverseBytes(high)));
        assertThat(Long.toHexString(fingerprint.low()))
                .isEqualTo(Long.toHexString(Long.reverseBytes(low)));
    }

    @Test
    void isWhatTheReferenceImplementationComputes() {
        of(0, 0xa3817f04ba25a8e6L, 0x6df67214c7550293L);
        of(1, 0xda87c1d86b99af44L, 0x347659119b22fc45L);
        of(15, 0x5493e99933b0a811L, 0x7e08ec0f97cfc3d9L);
    }
}
