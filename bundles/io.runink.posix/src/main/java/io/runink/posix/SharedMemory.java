package io.runink.posix;

import io.runink.api.error.RuninkException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory of one process that others can read and cannot change: neither its content nor its size. A
 * page of it is charged to whoever touches it first.
 */
public final class SharedMemory implements AutoCloseable {

    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;

    private static final int MFD_CLOEXEC = 0x1;
    private static final int MFD_ALLOW_SEALING = 0x2;
    private static final int F_ADD_SEALS = 1033;
    private static final int F_GET_SEALS = 1034;

    // F_SEAL_SEAL, SHRINK, GROW and FUTURE_WRITE: what is mapped stays writable, nothing else does.
    private static final int SEALS = 0x1 | 0x2 | 0x4 | 0x10;

    private static final int SEEK_END = 2;

    /**
     * What statfs says of memory in ordinary pages; other kinds may lack the pages they promise.
     */
    private static final long TMPFS = 0x0102_1994;

    private static final long STATFS_BYTES = 256;

    private final int descriptor;
    private final Arena arena;
    private final MemorySegment segment;

    // Closed with this.
    @SuppressWarnings("MustBeClosedChecker")
    private SharedMemory(int descriptor, long bytes, int protection) {
        this.descriptor = descriptor;
        this.arena = Arena.ofShared();
        this.segment = map(descriptor, bytes, protection, arena);
    }

    /**
     * Makes some, which this process can write and others can only read. It holds zeros, and no
     * page of it is there before it is touched.
     *
     * @param name what it is called in {@code /proc}; never a secret
     * @param bytes from 1; whole pages are taken
     */
    public static SharedMemory create(String name, long bytes) {
        int fd;
        try (Arena text = Arena.ofConfined()) {
            fd =
                    Libc.MEMFD_CREATE.call(
                            text.allocateFrom(name).address(), MFD_CLOEXEC | MFD_ALLOW_SEALING);
        }
        if (fd < 0) {
            throw Errno.refusal("memfd_create", -fd);
        }
        try {
            check("ftruncate", Libc.FTRUNCATE.call(fd, bytes));
            SharedMemory memory = new SharedMemory(fd, bytes, PROT_READ | PROT_WRITE);
            int sealed = Libc.FCNTL.call(fd, F_ADD_SEALS, SEALS);
            if (sealed < 0) {
                memory.arena.close();
                check("fcntl(F_ADD_SEALS)", sealed);
            }
            return memory;
        } catch (RuninkException e) {
            Posix.close(fd);
            throw e;
        }
    }

    /**
     * Maps what another process made with {@link #create}, to read. It is refused unless nobody can
     * take a page of it away again: a read would then end this process.
     *
     * @param descriptor becomes this one's to close, also if it is refused
     * @param bytes how large it has to be
     */
    public static SharedMemory open(int descriptor, long bytes) {
        try {
            if (kind(descriptor) != TMPFS) {
                throw unfit("no memory in ordinary pages");
            }
            int seals = Libc.FCNTL.call(descriptor, F_GET_SEALS);
            if (seals < 0 || (seals & SEALS) != SEALS) {
                throw unfit("memory that can still be changed");
            }
            long size = Libc.LSEEK.callLong(descriptor, 0, SEEK_END);
            if (size != bytes) {
                throw unfit("'" + size + "' bytes of memory where " + bytes + " were agreed");
            }
            return new SharedMemory(descriptor, bytes, PROT_READ);
        } catch (RuninkException e) {
            Posix.close(descriptor);
            throw e;
        }
    }

    private static long kind(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment facts = arena.allocate(STATFS_BYTES, 8);
            check("fstatfs", Libc.FSTATFS.call(descriptor, facts.address()));
            return facts.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    // Unmapped when the arena is closed: no read by way of the segment can come after it.
    @SuppressWarnings("restricted")
    private static MemorySegment map(int descriptor, long bytes, int protection, Arena arena) {
        long address = Libc.MMAP.callLong(0, bytes, protection, MAP_SHARED, descriptor, 0);
        if (address < 0) {
            throw Errno.refusal("mmap", (int) -address);
        }
        return MemorySegment.ofAddress(address)
                .reinterpret(bytes, arena, it -> Libc.MUNMAP.call(it.address(), bytes));
    }

    private static void check(String call, int answer) {
        if (answer < 0) {
            throw Errno.refusal(call, -answer);
        }
    }

    private static RuninkException unfit(String found) {
        return PosixError.UNFIT_MEMORY.exception(
                "a process shared " + found + ", expected sealed memory",
                "see why it did; a slice of Runink does not");
    }

    /** To send to the process that shall read it. */
    public int descriptor() {
        return descriptor;
    }

    /** All of it; only {@link #create} makes it writable. */
    public MemorySegment segment() {
        return segment;
    }

    /** Unmaps it; nothing may use its addresses any more. Safe to call twice. */
    @Override
    public void close() {
        if (segment.scope().isAlive()) {
            arena.close();
            Posix.close(descriptor);
        }
    }
}
