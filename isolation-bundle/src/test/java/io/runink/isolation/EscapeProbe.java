package io.runink.isolation;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs behind walls and tries to get out; prints what the kernel answered, one attempt a line. */
final class EscapeProbe {

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    /**
     * The kernel's own return from its probes (uretprobe, uprobe), which no filter is asked about.
     * Whoever else calls them is ended by SIGILL.
     */
    private static final Set<Integer> UPROBES = Set.of(335, 336);

    private static final MethodHandle SYSCALL = link();

    private EscapeProbe() {}

    /**
     * Takes whose list of calls it is tried against, {@code slice} or {@code command}, and a port
     * of the host's loopback that somebody listens on; or {@code x32}, and then it should not live.
     */
    public static void main(String[] arguments) {
        Processor processor = Processor.named(System.getProperty("os.arch", "")).orElseThrow();
        if (arguments[0].equals("x32")) {
            // getpid in the second convention of x86-64.
            say("x32", 0x4000_0000 | 39, 0, 0, 0);
            return;
        }
        List<AllowedCall> list =
                arguments[0].equals("slice") ? AllowedCall.slices() : AllowedCall.commands();
        Set<Integer> listed =
                list.stream()
                        .flatMap(it -> it.on(processor).stream().boxed())
                        .collect(Collectors.toSet());
        for (int number = 0; number <= 600; number++) {
            boolean probe = processor == Processor.X86_64 && UPROBES.contains(number);
            if (!listed.contains(number) && !probe) {
                say(Integer.toString(number), number, 0, 0, 0);
            }
        }
        for (int flag : new int[] {0x2_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000}) {
            say("clone-" + Integer.toHexString(flag), processor.cloneCall(), flag | 17, 0, 0);
        }
        for (int family : new int[] {1, 2, 10, 15, 16, 17, 38, 40}) {
            say("socket-" + family, processor.socket(), family, 2, 0);
        }
        say("type-into-terminal", processor.ioctl(), 0, 0x5412, 0);
        connect(Integer.parseInt(arguments[1]));
    }

    private static void connect(int port) {
        String answer = "connected";
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
        } catch (java.io.IOException e) {
            answer = e.getClass().getSimpleName();
        }
        System.out.println("loopback " + answer);
    }

    private static void say(String name, long number, long first, long second, long third) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long answer = (long) SYSCALL.invokeExact(state, number, first, second, third);
            int errno =
                    (int)
                            Linker.Option.captureStateLayout()
                                    .varHandle(MemoryLayout.PathElement.groupElement("errno"))
                                    .get(state, 0L);
            System.out.println(name + " " + (answer == -1 ? -errno : "done"));
        } catch (Throwable e) {
            throw new IllegalStateException(name, e);
        }
    }

    // To try what Java has no class for is what this program is for.
    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find("syscall").orElseThrow(),
                FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD),
                Linker.Option.captureCallState("errno"));
    }
}
