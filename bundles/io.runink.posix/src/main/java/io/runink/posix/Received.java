package io.runink.posix;

import java.util.List;

/**
 * A message that came whole.
 *
 * @param message its bytes
 * @param descriptors those that travelled with it, now the receiver's to close
 */
public record Received(byte[] message, List<Integer> descriptors) {

    public Received {
        descriptors = List.copyOf(descriptors);
    }
}
