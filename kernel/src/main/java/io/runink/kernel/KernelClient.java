package io.runink.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Hands requests to a home's running kernel. */
final class KernelClient {

    private static final int INPUT_BYTES = 8 * 1024;

    private final Home home;

    KernelClient(Home home) {
        this.home = home;
    }

    /** Whether a kernel answers. */
    boolean answers() {
        return status() != null;
    }

    /** What the kernel says of itself, a JSON document; null when none answers. */
    @Nullable String status() {
        try {
            SocketChannel channel = KernelSocket.connect(home);
            if (channel == null) {
                return null;
            }
            try (Wire wire = new Wire(channel)) {
                wire.send(Wire.Kind.REQUEST, plain(Request.Kind.STATUS).encode());
                for (Wire.Frame frame = wire.receive(); frame != null; frame = wire.receive()) {
                    if (frame.kind() == Wire.Kind.OUTPUT) {
                        return new String(frame.payload(), StandardCharsets.UTF_8);
                    }
                }
                return null;
            }
        } catch (IOException e) {
            return null;
        }
    }

    /** Asks the kernel to stop; whether one was there to be asked. */
    boolean stop() {
        try {
            SocketChannel channel = KernelSocket.connect(home);
            if (channel == null) {
                return false;
            }
            try (Wire wire = new Wire(channel)) {
                wire.send(Wire.Kind.REQUEST, plain(Request.Kind.STOP).encode());
                wire.receive();
                return true;
            }
        } catch (IOException e) {
            return false;
        }
    }

    private Request plain(Request.Kind kind) {
        return new Request(kind, java.util.List.of(), home.path(), false, false);
    }

    /**
     * Lets the running kernel execute a request.
     *
     * @return its exit status; nothing when no kernel took the request
     * @throws io.runink.api.error.RuninkException if the kernel ended before the request did
     */
    OptionalInt execute(Request request, Console console) {
        boolean taken = false;
        SocketChannel channel = KernelSocket.connect(home);
        if (channel == null) {
            return OptionalInt.empty();
        }
        try (Wire wire = new Wire(channel)) {
            wire.send(Wire.Kind.REQUEST, request.encode());
            if (request.kind() == Request.Kind.SHELL) {
                Thread.ofPlatform()
                        .name("runink-input")
                        .daemon()
                        .start(() -> passOn(console.in(), wire));
            }
            for (Wire.Frame frame = wire.receive(); frame != null; frame = wire.receive()) {
                taken = true;
                switch (frame.kind()) {
                    case OUTPUT -> {
                        console.out().write(frame.payload(), 0, frame.payload().length);
                        console.out().flush();
                    }
                    case ERROR -> {
                        console.err().write(frame.payload(), 0, frame.payload().length);
                        console.err().flush();
                    }
                    case EXIT -> {
                        return OptionalInt.of(ByteBuffer.wrap(frame.payload()).getInt());
                    }
                    case TAKEN -> {}
                    case REQUEST, INPUT -> throw new IOException("a frame of kind " + frame.kind());
                }
            }
        } catch (IOException e) {
            if (!taken) {
                return OptionalInt.empty();
            }
        }
        if (!taken) {
            return OptionalInt.empty();
        }
        throw KernelError.SERVER_LOST.exception(
                "the server ended before the command did, expected an exit status",
                "see '"
                        + home.logs().resolve("server.log")
                        + "', and look at 'runi runs list' before trying again");
    }

    private static void passOn(InputStream in, Wire wire) {
        byte[] buffer = new byte[INPUT_BYTES];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (count > 0) {
                    wire.send(Wire.Kind.INPUT, buffer, 0, count);
                }
            }
            wire.send(Wire.Kind.INPUT, new byte[0]);
        } catch (IOException e) {
            // The session is over.
        }
    }
}
