package io.runink.posix;

import io.runink.api.error.RuninkException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Functions of the C library, each called in one shape: six words in, one word out.
 *
 * <p>One shape because linking one costs a cold JVM tens of milliseconds, and a slice starts cold.
 * It is sound in the calling conventions of Linux on x86-64 and aarch64, the only ones admitted: an
 * int travels in a word's low half, words that a function does not take are not looked at, and the
 * trailing arguments of {@code open} and {@code fcntl} travel like any other.
 */
enum Libc {
    ADVISE("posix_fadvise"),
    CLOSE("close"),
    FCNTL("fcntl"),
    FSTATFS("fstatfs"),
    FSYNC("fsync"),
    FTRUNCATE("ftruncate"),
    GETEUID("geteuid"),
    KILL("kill"),
    LSEEK("lseek"),
    MALLOC_TRIM("malloc_trim"),
    MEMFD_CREATE("memfd_create"),
    MMAP("mmap"),
    MUNMAP("munmap"),
    OPEN("open"),
    POLL("poll"),
    RECV("recv"),
    RECVMSG("recvmsg"),
    SEND("send"),
    SENDMSG("sendmsg"),
    SETSOCKOPT("setsockopt"),
    SHUTDOWN("shutdown"),
    SOCKETPAIR("socketpair"),
    SYNC_RANGE("sync_file_range"),
    SPAWN("posix_spawn"),
    SPAWN_ACTIONS_INIT("posix_spawn_file_actions_init"),
    SPAWN_ACTIONS_DESTROY("posix_spawn_file_actions_destroy"),
    SPAWN_ACTIONS_CLOSE("posix_spawn_file_actions_addclose"),
    SPAWN_ACTIONS_CLOSE_FROM("posix_spawn_file_actions_addclosefrom_np"),
    SPAWN_ACTIONS_DUP2("posix_spawn_file_actions_adddup2"),
    SPAWN_ATTRIBUTES_INIT("posix_spawnattr_init"),
    SPAWN_ATTRIBUTES_DESTROY("posix_spawnattr_destroy"),
    SPAWN_ATTRIBUTES_FLAGS("posix_spawnattr_setflags"),
    SPAWN_ATTRIBUTES_DEFAULT("posix_spawnattr_setsigdefault"),
    SPAWN_ATTRIBUTES_MASK("posix_spawnattr_setsigmask"),
    WAITID("waitid"),
    WAITPID("waitpid"),
    WRITE("write");

    private final String function;

    /** Looked up at the first call; always the same. */
    @SuppressWarnings("ImmutableEnumChecker")
    private volatile @Nullable MemorySegment address;

    Libc(String function) {
        this.function = function;
    }

    /** The C name. */
    String function() {
        return function;
    }

    /**
     * Calls it; an int function's answer is widened.
     *
     * @return what it answered, or the negated errno where it answered -1
     */
    int call(long... arguments) {
        checkPlatform();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Shape.STATE);
            // The upper half of an int answer is whatever the function left in the register.
            int answer = (int) invoke(state, arguments);
            return answer == -1 ? -(int) Shape.ERRNO.get(state, 0L) : answer;
        }
    }

    /**
     * Calls one that answers a long or an address.
     *
     * @return what it answered, or the negated errno where it answered -1
     */
    long callLong(long... arguments) {
        checkPlatform();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Shape.STATE);
            long answer = invoke(state, arguments);
            return answer == -1 ? -(int) Shape.ERRNO.get(state, 0L) : answer;
        }
    }

    private static void checkPlatform() {
        if (!Platform.FIT) {
            throw Platform.unfit(Platform.SYSTEM + " on " + Platform.ARCH);
        }
    }

    private long invoke(MemorySegment state, long... in) {
        try {
            return (long)
                    Shape.HANDLE.invokeExact(
                            address(),
                            state,
                            word(in, 0),
                            word(in, 1),
                            word(in, 2),
                            word(in, 3),
                            word(in, 4),
                            word(in, 5));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(function + " threw what C cannot throw", e);
        }
    }

    private static long word(long[] words, int index) {
        return index < words.length ? words[index] : 0;
    }

    private MemorySegment address() {
        MemorySegment found = address;
        if (found == null) {
            found =
                    Shape.LOOKUP
                            .find(function)
                            .orElseThrow(() -> Platform.unfit("no function " + function));
            address = found;
        }
        return found;
    }

    /** Made at the first call, after the platform was found to be one it fits. */
    private static final class Shape {

        static final SymbolLookup LOOKUP;
        static final MethodHandle HANDLE;
        static final MemoryLayout STATE;
        static final VarHandle ERRNO;

        static {
            LOOKUP = Linker.nativeLinker().defaultLookup();
            HANDLE = link();
            STATE = Linker.Option.captureStateLayout();
            ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        }

        private Shape() {}

        // Calling C is what this library is for; its users allow it by --enable-native-access.
        @SuppressWarnings("restricted")
        private static MethodHandle link() {
            ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
            return Linker.nativeLinker()
                    .downcallHandle(
                            FunctionDescriptor.of(word, word, word, word, word, word, word),
                            Linker.Option.captureCallState("errno"));
        }
    }

    /** Where these calls are known to be what they are taken for. */
    static final class Platform {

        static final String SYSTEM = System.getProperty("os.name", "unknown");
        static final String ARCH = System.getProperty("os.arch", "unknown");
        static final boolean FIT = fits(SYSTEM, ARCH);

        private Platform() {}

        static boolean isArm() {
            return ARCH.equals("aarch64");
        }

        /** Whether these calls are sound there. */
        static boolean fits(String system, String arch) {
            boolean known = arch.equals("amd64") || arch.equals("x86_64") || arch.equals("aarch64");
            return system.equals("Linux") && known;
        }

        static RuninkException unfit(String found) {
            return PosixError.PLATFORM.exception(
                    "found " + found + ", expected Linux on amd64 or aarch64 with glibc >= 2.34",
                    "run it there");
        }
    }
}
