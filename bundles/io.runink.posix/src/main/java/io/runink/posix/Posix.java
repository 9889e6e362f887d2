package io.runink.posix;

import java.io.FileDescriptor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * System calls. Every descriptor they make is closed on exec and belongs to the caller. Those that
 * wait ({@link #send}, {@link #receive}, {@link #await}) hold their carrier: call them from a
 * platform thread. What fails throws a {@link io.runink.api.error.RuninkException} with a {@link
 * PosixError}.
 */
public final class Posix {

    // linux/fs.h and linux/fadvise.h; the same on x86-64 and aarch64.
    private static final long SYNC_FILE_RANGE_WAIT_BEFORE = 1;
    private static final long SYNC_FILE_RANGE_WRITE = 2;
    private static final long SYNC_FILE_RANGE_WAIT_AFTER = 4;
    private static final long POSIX_FADV_DONTNEED = 4;

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_SEQPACKET = 5;
    private static final int SOCK_CLOEXEC = 0x8_0000;

    private static final int O_WRONLY = 0x1;
    private static final int O_RDWR = 0x2;
    private static final int O_CREAT = 0x40;
    private static final int O_EXCL = 0x80;
    private static final int O_APPEND = 0x400;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int O_TMPFILE = 0x40_0000;

    // Two of the few flags that differ between the two.
    private static final int O_NOFOLLOW = Libc.Platform.isArm() ? 0x8000 : 0x2_0000;
    private static final int O_DIRECTORY = Libc.Platform.isArm() ? 0x4000 : 0x1_0000;

    private static final int MODE_OWNER_ONLY = 0x180;

    private static final int MFD_CLOEXEC = 0x1;
    private static final int MFD_ALLOW_SEALING = 0x2;
    private static final int F_ADD_SEALS = 1033;

    /** F_SEAL_SEAL, SHRINK, GROW and WRITE: nobody changes it any more. */
    private static final int SEAL_ALL = 0xF;

    private static final int SHUT_RDWR = 2;
    private static final int P_PID = 1;
    private static final int WEXITED = 0x4;
    private static final int WNOWAIT = 0x100_0000;
    private static final long SIGINFO_BYTES = 128;

    private Posix() {}

    /** Two connected ends of a channel that keeps messages whole and in order. */
    public static int[] datagramPair() {
        return pair(SOCK_SEQPACKET);
    }

    /** Two connected ends of a byte stream. */
    public static int[] streamPair() {
        return pair(SOCK_STREAM);
    }

    private static int[] pair(int type) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            int answer = Libc.SOCKETPAIR.call(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.address());
            if (answer < 0) {
                throw Errno.refusal("socketpair", -answer);
            }
            return ends.toArray(ValueLayout.JAVA_INT);
        }
    }

    /**
     * Sends a message with copies of descriptors; waits for room.
     *
     * @param fd an end of a {@link #datagramPair}
     * @param message at least one byte
     * @param descriptors still the caller's to close; at most 253
     * @param timeoutMillis how long to wait for the other end to read
     */
    public static void send(int fd, byte[] message, List<Integer> descriptors, int timeoutMillis) {
        Messages.send(fd, message, descriptors, timeoutMillis);
    }

    /**
     * Waits for a message.
     *
     * @param messageBytesMax a longer one is an error, and so are descriptors that did not fit;
     *     those that did are closed then
     * @return empty if the other end is gone
     */
    public static Optional<Received> receive(int fd, int messageBytesMax) {
        return Messages.receive(fd, messageBytesMax);
    }

    /**
     * Sends a message without descriptors, if there is room for it now.
     *
     * @param message native memory, at least one byte
     * @return whether it was sent
     */
    public static boolean sendNow(int fd, MemorySegment message) {
        return Messages.sendNow(fd, message);
    }

    /**
     * Takes a message if there is one. Descriptors that travelled with it are closed.
     *
     * @param into native memory; a longer message is an error
     * @return its length; -1 if there is none; 0 if the other end is gone
     */
    public static int receiveNow(int fd, MemorySegment into) {
        return Messages.receiveNow(fd, into);
    }

    /**
     * Waits until there is room for a message, or the other end is gone, which sending then tells.
     *
     * @return whether it is so, within that time
     */
    public static boolean awaitRoom(int fd, int timeoutMillis) {
        return Messages.awaitRoom(fd, timeoutMillis);
    }

    /**
     * Waits until a message, or the end of a channel, can be received.
     *
     * @return whether it can, within that time
     */
    public static boolean awaitReadable(int fd, int timeoutMillis) {
        return Messages.awaitReadable(fd, timeoutMillis);
    }

    /**
     * Receives a message for its sender's sake: its descriptors are closed, and of its bytes only
     * the first few are taken. Ask with {@link #nameSenders} before it is sent.
     *
     * @return empty if the other end is gone
     */
    public static Optional<Sender> receiveSender(int fd) {
        return Messages.receiveSender(fd);
    }

    /** Whether the kernel is to name the senders of messages that come in here. */
    public static void nameSenders(int fd, boolean named) {
        Messages.nameSenders(fd, named);
    }

    /** Ends a socket both ways: who waits for it, here or there, goes on. It stays open. */
    public static void shutdown(int fd) {
        // Refused only if it is no socket, or the other end is gone already.
        Libc.SHUTDOWN.call(fd, SHUT_RDWR);
    }

    /** Opens a file. */
    public static int open(Path file, OpenMode mode) {
        int flags =
                O_CLOEXEC
                        | switch (mode) {
                            case READ -> 0;
                            case READ_NO_LINK -> O_NOFOLLOW | O_NONBLOCK;
                            case CREATE_NEW -> O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
                            case CREATE_NEW_BOTH -> O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW;
                            // EXCL: nobody can give it a name later.
                            case UNNAMED -> O_RDWR | O_TMPFILE | O_DIRECTORY | O_EXCL;
                            case APPEND -> O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW;
                        };
        try (Arena arena = Arena.ofConfined()) {
            long path = arena.allocateFrom(file.toString()).address();
            int fd;
            do {
                fd = Libc.OPEN.call(path, flags, MODE_OWNER_ONLY);
            } while (fd == -Errno.EINTR);
            if (fd < 0) {
                throw Errno.refusal(
                        PosixError.OPEN,
                        "file '" + file + "' cannot be opened",
                        -fd,
                        "check the path, its owner and its mode");
            }
            return fd;
        }
    }

    /**
     * Closes a descriptor. What the kernel answers is not looked at: it is closed either way, and
     * what was written is only sure after {@link #syncFile}.
     */
    public static void close(int fd) {
        Libc.CLOSE.call(fd);
    }

    /**
     * A file in memory with this content, at its start, which nobody can change.
     *
     * @param name what it is called in {@code /proc}; never a secret
     */
    public static int memfd(String name, byte[] content) {
        try (Arena arena = Arena.ofConfined()) {
            long text = arena.allocateFrom(name).address();
            int fd = Libc.MEMFD_CREATE.call(text, MFD_CLOEXEC | MFD_ALLOW_SEALING);
            if (fd < 0) {
                throw Errno.refusal("memfd_create", -fd);
            }
            int errno = fill(fd, arena.allocateFrom(ValueLayout.JAVA_BYTE, content));
            if (errno != 0) {
                close(fd);
                throw Errno.refusal("file in memory", errno);
            }
            return fd;
        }
    }

    private static int fill(int fd, MemorySegment content) {
        long done = 0;
        while (done < content.byteSize()) {
            int wrote = Libc.WRITE.call(fd, content.address() + done, content.byteSize() - done);
            if (wrote < 0 && wrote != -Errno.EINTR) {
                return -wrote;
            }
            done += Math.max(0, wrote);
        }
        int rewound = Libc.LSEEK.call(fd, 0, 0);
        int sealed = rewound < 0 ? rewound : Libc.FCNTL.call(fd, F_ADD_SEALS, SEAL_ALL);
        return -Math.min(0, sealed);
    }

    /**
     * A descriptor as Java's streams take it: {@code new FileInputStream(Posix.adopt(fd))}, whose
     * close closes it. It is not closed by being forgotten.
     */
    public static FileDescriptor adopt(int fd) {
        MethodHandle constructor = Adoption.CONSTRUCTOR;
        if (constructor == null) {
            throw PosixError.CLOSED_JVM.exception(
                    "java.io.FileDescriptor is closed to io.runink.posix",
                    "start the JVM with --add-opens=java.base/java.io=ALL-UNNAMED (as modules:"
                            + " =io.runink.posix)");
        }
        try {
            return (FileDescriptor) constructor.invokeExact(fd);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("FileDescriptor(int) threw", e);
        }
    }

    /** Waits until what was written to a file is on its disk. */
    public static void syncFile(int fd) {
        int answer = Libc.FSYNC.call(fd);
        if (answer < 0) {
            throw Errno.refusal("fsync", -answer);
        }
    }

    /**
     * Begins to write a range of a file to its disk, and does not wait. Where the file is none that
     * can, such as a device, nothing happens: {@link #syncFile} is what makes bytes sure.
     */
    public static void beginWriting(int fd, long offset, long length) {
        Libc.SYNC_RANGE.call(fd, offset, length, SYNC_FILE_RANGE_WRITE);
    }

    /**
     * Waits until a range of a file is on its disk, then lets its pages go from the page cache,
     * which is charged to whoever wrote them. Nothing happens where the file is none that can.
     */
    public static void releaseWritten(int fd, long offset, long length) {
        Libc.SYNC_RANGE.call(
                fd,
                offset,
                length,
                SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
        Libc.ADVISE.call(fd, offset, length, POSIX_FADV_DONTNEED);
    }

    /**
     * Starts a process in a session of its own, with no signal blocked or ignored. {@link #await}
     * it, or it stays as a zombie.
     *
     * @param argv the program's absolute path, then its arguments
     * @param environment all of it
     * @param descriptors child's number to own number; the child has no other
     * @return its process id
     */
    public static int spawn(
            List<String> argv, Map<String, String> environment, Map<Integer, Integer> descriptors) {
        return Spawn.start(argv, environment, descriptors);
    }

    /** Waits for the end of a process that {@link #spawn} started, once. */
    public static Exit await(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
            int answer;
            do {
                answer = Libc.WAITPID.call(pid, status.address(), 0);
            } while (answer == -Errno.EINTR);
            if (answer < 0) {
                throw Errno.refusal("waitpid of process " + pid, -answer);
            }
            int word = status.get(ValueLayout.JAVA_INT, 0);
            int signal = word & 0x7F;
            return signal == 0 ? new Exit(word >> 8 & 0xFF, 0) : new Exit(0, signal);
        }
    }

    /**
     * Waits for the end of a process that {@link #spawn} started and leaves it to {@link #await}:
     * until then no other process takes its number.
     */
    public static void awaitEnd(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment details = arena.allocate(SIGINFO_BYTES, 8);
            int answer;
            do {
                answer = Libc.WAITID.call(P_PID, pid, details.address(), WEXITED | WNOWAIT);
            } while (answer == -Errno.EINTR);
            if (answer < 0) {
                throw Errno.refusal("waitid of process " + pid, -answer);
            }
        }
    }

    /** Sends a signal; does nothing if there is no such process. */
    public static void kill(int pid, int signal) {
        int answer = Libc.KILL.call(pid, signal);
        if (answer < 0 && answer != -Errno.ESRCH) {
            throw Errno.refusal("kill of process " + pid, -answer);
        }
    }

    /**
     * Gives memory that the C library keeps for later back to the kernel. What many threads took
     * and gave back stays in an area of each: 40 MiB of a slice that had rehearsed.
     */
    public static void releaseMemory() {
        Libc.MALLOC_TRIM.call(0);
    }

    /** The user that the kernel takes this process for: 0 is root. */
    public static int uid() {
        return Libc.GETEUID.call();
    }

    /** Looked for at the first adoption. */
    private static final class Adoption {

        static final @Nullable MethodHandle CONSTRUCTOR = find();

        private Adoption() {}

        private static @Nullable MethodHandle find() {
            try {
                MethodType type = MethodType.methodType(void.class, int.class);
                return MethodHandles.privateLookupIn(FileDescriptor.class, MethodHandles.lookup())
                        .findConstructor(FileDescriptor.class, type);
            } catch (IllegalAccessException e) {
                return null;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("this JDK has no FileDescriptor(int)", e);
            }
        }
    }
}
