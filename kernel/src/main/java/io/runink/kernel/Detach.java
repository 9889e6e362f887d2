package io.runink.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Leaves the session of the terminal that a server was started from. */
final class Detach {

    private Detach() {}

    /**
     * Makes this process the leader of a session of its own, so that neither Ctrl-C nor the end of
     * the terminal reaches it. Of no effect on a process that already leads a group.
     */
    // Calling into the C library is what this is for; bin/runi enables it.
    @SuppressWarnings("restricted")
    static void fromTerminal() {
        Linker linker = Linker.nativeLinker();
        MemorySegment setsid = linker.defaultLookup().findOrThrow("setsid");
        MethodHandle handle =
                linker.downcallHandle(setsid, FunctionDescriptor.of(ValueLayout.JAVA_INT));
        try {
            int session = (int) handle.invokeExact();
            assert session != 0 : "setsid answers a session or -1";
        } catch (Throwable e) {
            throw new IllegalStateException("setsid cannot be called", e);
        }
    }
}
