package io.runink.exchange;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageChannelReader;
import org.apache.arrow.vector.ipc.message.MessageResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of an Arrow IPC stream, and differs from Arrow's own reader in two ways. A
 * peer cannot make it allocate more than {@link FramedChannel} allows; and a stream that ends
 * without the end-of-stream marker is an error, where Arrow's reader takes it for the end.
 */
final class BoundedMessages extends MessageChannelReader {

    private final FramedChannel channel;

    BoundedMessages(FramedChannel channel, BufferAllocator allocator) {
        super(new ReadChannel(channel), allocator);
        this.channel = channel;
    }

    @Override
    public @Nullable MessageResult readNext() throws IOException {
        return channel.advance() ? super.readNext() : null;
    }
}
