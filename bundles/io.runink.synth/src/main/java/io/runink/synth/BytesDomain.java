package io.runink.synth;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/** Bytes, as Base64. */
final class BytesDomain implements Domain {

    @Override
    public long size() {
        return SIZE_MAX;
    }

    @Override
    public String at(long index) {
        return text(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
    }

    @Override
    public String draw(SplittableRandom random) {
        byte[] bytes = new byte[1 + random.nextInt(16)];
        random.nextBytes(bytes);
        return text(bytes);
    }

    @Override
    public List<String> edges() {
        byte[] high = new byte[32];
        Arrays.fill(high, (byte) 0xFF);
        return List.of(text(new byte[1]), text(high));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
