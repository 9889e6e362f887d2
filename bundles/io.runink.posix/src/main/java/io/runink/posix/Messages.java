package io.runink.posix;

import io.runink.api.error.RuninkException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Messages with descriptors over Unix sockets. The structures are those of 64-bit Linux: msghdr is
 * 56 bytes, cmsghdr 16, pollfd 8.
 */
final class Messages {

    /** SCM_MAX_FD of the kernel. */
    static final int DESCRIPTORS_MAX = 253;

    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int SCM_CREDENTIALS = 2;
    private static final int SO_PASSCRED = 16;
    private static final int MSG_CTRUNC = 0x8;
    private static final int MSG_PEEK = 0x2;
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x4000_0000;
    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;

    private static final long SENDER_BODY_BYTES = 16;
    private static final long HEADER_BYTES = 56;
    private static final long CONTROL_HEADER_BYTES = 16;

    private Messages() {}

    static void send(int fd, byte[] message, List<Integer> descriptors, int timeoutMillis) {
        if (message.length == 0 || descriptors.size() > DESCRIPTORS_MAX) {
            throw PosixError.UNSENDABLE.exception(
                    "message of "
                            + message.length
                            + " bytes with "
                            + descriptors.size()
                            + " descriptors, expected at least 1 byte and at most "
                            + DESCRIPTORS_MAX
                            + " descriptors",
                    "split it");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment body = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
            MemorySegment header = header(arena, body, rights(arena, descriptors));
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (true) {
                awaitRoom(arena, fd, deadline, timeoutMillis);
                int sent = Libc.SENDMSG.call(fd, header.address(), MSG_NOSIGNAL | MSG_DONTWAIT);
                if (sent == message.length) {
                    return;
                }
                if (sent >= 0) {
                    throw cut("sent " + sent + " of " + message.length + " bytes");
                }
                if (sent != -Errno.EAGAIN && sent != -Errno.EINTR) {
                    throw sendRefusal(-sent);
                }
            }
        }
    }

    private static void awaitRoom(Arena arena, int fd, long deadline, int timeoutMillis) {
        // Also ready if it is broken: sendmsg says how.
        if (!await(arena, fd, POLLOUT, deadline)) {
            throw PosixError.PEER_STUCK.exception(
                    "other end did not read for " + timeoutMillis + " ms",
                    "look in its log for what it waits for");
        }
    }

    static boolean awaitReadable(int fd, int timeoutMillis) {
        try (Arena arena = Arena.ofConfined()) {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            return await(arena, fd, POLLIN, deadline);
        }
    }

    static boolean awaitRoom(int fd, int timeoutMillis) {
        try (Arena arena = Arena.ofConfined()) {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            return await(arena, fd, POLLOUT, deadline);
        }
    }

    private static boolean await(Arena arena, int fd, int events, long deadline) {
        MemorySegment poll = arena.allocate(8, 4);
        poll.set(ValueLayout.JAVA_INT, 0, fd);
        poll.set(ValueLayout.JAVA_SHORT, 4, (short) events);
        while (true) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            int ready = Libc.POLL.call(poll.address(), 1, Math.max(0, left));
            if (ready >= 0) {
                return ready > 0;
            }
            if (ready != -Errno.EINTR) {
                throw Errno.refusal("poll", -ready);
            }
        }
    }

    private static RuninkException sendRefusal(int errno) {
        return switch (errno) {
            case Errno.EPIPE, Errno.ECONNRESET ->
                    PosixError.PEER_GONE.exception(
                            "message not sent: " + Errno.text(errno),
                            "look in its log for why it ended");
            default -> Errno.refusal("sendmsg", errno);
        };
    }

    static Optional<Received> receive(int fd, int messageBytesMax) {
        try (Arena arena = Arena.ofConfined()) {
            // Asked for its length first: to clear room for the longest takes longer than all the
            // rest, and the C library keeps that room for every thread that once did.
            MemorySegment nothing = header(arena, arena.allocate(1), MemorySegment.NULL);
            int length = Math.max(1, receive(fd, nothing, MSG_PEEK | MSG_TRUNC));
            MemorySegment body = arena.allocate(Math.min(length, Math.max(1, messageBytesMax)));
            MemorySegment control = arena.allocate(controlBytes(DESCRIPTORS_MAX), 8);
            MemorySegment header = header(arena, body, control);
            int got = receive(fd, header, MSG_CMSG_CLOEXEC);
            if (got == 0 || got == -Errno.ECONNRESET) {
                return Optional.empty();
            }
            if (got < 0) {
                throw Errno.refusal("recvmsg", -got);
            }
            List<Integer> descriptors = words(header, control, SCM_RIGHTS);
            int flags = header.get(ValueLayout.JAVA_INT, 48);
            if ((flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
                descriptors.forEach(Libc.CLOSE::call);
                throw cut(
                        (flags & MSG_TRUNC) != 0
                                ? "message longer than " + messageBytesMax + " bytes"
                                : "not every descriptor of a message could be taken");
            }
            byte[] message = body.asSlice(0, got).toArray(ValueLayout.JAVA_BYTE);
            return Optional.of(new Received(message, descriptors));
        }
    }

    /**
     * A peer that ends with messages unread resets the channel, and the kernel tells of that once,
     * before it gives what the peer had sent: so it is asked again.
     */
    private static int receive(int fd, MemorySegment header, int how) {
        int got = Libc.RECVMSG.call(fd, header.address(), how);
        for (int resets = 0; got == -Errno.EINTR || got == -Errno.ECONNRESET; ) {
            if (got == -Errno.ECONNRESET && resets++ > 0) {
                return got;
            }
            got = Libc.RECVMSG.call(fd, header.address(), how);
        }
        return got;
    }

    static boolean sendNow(int fd, MemorySegment message) {
        int sent;
        do {
            sent =
                    Libc.SEND.call(
                            fd, message.address(), message.byteSize(), MSG_NOSIGNAL | MSG_DONTWAIT);
        } while (sent == -Errno.EINTR);
        if (sent < 0 && sent != -Errno.EAGAIN) {
            throw sendRefusal(-sent);
        }
        return sent >= 0;
    }

    static int receiveNow(int fd, MemorySegment into) {
        int flags = MSG_DONTWAIT | MSG_TRUNC;
        int got = Libc.RECV.call(fd, into.address(), into.byteSize(), flags);
        for (int resets = 0; got == -Errno.EINTR || got == -Errno.ECONNRESET; ) {
            if (got == -Errno.ECONNRESET && resets++ > 0) {
                return 0;
            }
            got = Libc.RECV.call(fd, into.address(), into.byteSize(), flags);
        }
        if (got == -Errno.EAGAIN) {
            return -1;
        }
        if (got < 0) {
            throw Errno.refusal("recv", -got);
        }
        if (got > into.byteSize()) {
            throw cut("message longer than " + into.byteSize() + " bytes");
        }
        return got;
    }

    static void nameSenders(int fd, boolean named) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment flag = arena.allocateFrom(ValueLayout.JAVA_INT, named ? 1 : 0);
            int answer = Libc.SETSOCKOPT.call(fd, SOL_SOCKET, SO_PASSCRED, flag.address(), 4);
            if (answer < 0) {
                throw Errno.refusal("setsockopt", -answer);
            }
        }
    }

    static Optional<Sender> receiveSender(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment body = arena.allocate(SENDER_BODY_BYTES);
            long room = controlBytes(DESCRIPTORS_MAX) + controlBytes(3);
            MemorySegment control = arena.allocate(room, 8);
            MemorySegment header = header(arena, body, control);
            int got;
            do {
                got = Libc.RECVMSG.call(fd, header.address(), MSG_CMSG_CLOEXEC);
            } while (got == -Errno.EINTR);
            if (got < 0 && got != -Errno.ECONNRESET) {
                throw Errno.refusal("recvmsg", -got);
            }
            words(header, control, SCM_RIGHTS).forEach(Libc.CLOSE::call);
            List<Integer> credentials = words(header, control, SCM_CREDENTIALS);
            return got <= 0 || credentials.size() < 2
                    ? Optional.empty()
                    : Optional.of(new Sender(credentials.get(0), credentials.get(1)));
        }
    }

    private static RuninkException cut(String what) {
        return PosixError.CUT_SHORT.exception(
                what, "end the other side; if it was honest, raise the limit of open files");
    }

    private static MemorySegment header(Arena arena, MemorySegment body, MemorySegment control) {
        MemorySegment vector = arena.allocate(16, 8);
        vector.set(ValueLayout.ADDRESS, 0, body);
        vector.set(ValueLayout.JAVA_LONG, 8, body.byteSize());
        MemorySegment header = arena.allocate(HEADER_BYTES, 8);
        header.set(ValueLayout.ADDRESS, 16, vector);
        header.set(ValueLayout.JAVA_LONG, 24, 1);
        if (control.byteSize() > 0) {
            header.set(ValueLayout.ADDRESS, 32, control);
            header.set(ValueLayout.JAVA_LONG, 40, control.byteSize());
        }
        return header;
    }

    private static MemorySegment rights(Arena arena, List<Integer> descriptors) {
        if (descriptors.isEmpty()) {
            return MemorySegment.NULL;
        }
        MemorySegment control = arena.allocate(controlBytes(descriptors.size()), 8);
        control.set(ValueLayout.JAVA_LONG, 0, CONTROL_HEADER_BYTES + 4L * descriptors.size());
        control.set(ValueLayout.JAVA_INT, 8, SOL_SOCKET);
        control.set(ValueLayout.JAVA_INT, 12, SCM_RIGHTS);
        for (int i = 0; i < descriptors.size(); i++) {
            control.set(ValueLayout.JAVA_INT, CONTROL_HEADER_BYTES + 4L * i, descriptors.get(i));
        }
        return control;
    }

    /** The ints of all parts of one kind: descriptors, or process, user and group. */
    private static List<Integer> words(MemorySegment header, MemorySegment control, int kind) {
        List<Integer> found = new ArrayList<>();
        long filled = header.get(ValueLayout.JAVA_LONG, 40);
        long at = 0;
        while (at + CONTROL_HEADER_BYTES <= filled) {
            long length = control.get(ValueLayout.JAVA_LONG, at);
            if (length < CONTROL_HEADER_BYTES || at + length > filled) {
                break;
            }
            boolean wanted =
                    control.get(ValueLayout.JAVA_INT, at + 8) == SOL_SOCKET
                            && control.get(ValueLayout.JAVA_INT, at + 12) == kind;
            for (long i = CONTROL_HEADER_BYTES; wanted && i + 4 <= length; i += 4) {
                found.add(control.get(ValueLayout.JAVA_INT, at + i));
            }
            at += aligned(length);
        }
        return found;
    }

    private static long controlBytes(int descriptors) {
        return aligned(CONTROL_HEADER_BYTES + 4L * descriptors);
    }

    private static long aligned(long bytes) {
        return (bytes + 7) / 8 * 8;
    }
}
