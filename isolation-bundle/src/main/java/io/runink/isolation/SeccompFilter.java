package io.runink.isolation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The program by which the kernel judges each system call of a slice: those of {@link DeniedCall}
 * answer EPERM, as does a clone into new namespaces; sockets exist for Unix and IP only; a foreign
 * calling convention, whose numbers mean something else, ends the process.
 *
 * <p>The program is an array of {@code sock_filter} in the machine's order, which is little-endian
 * on both processors.
 */
final class SeccompFilter {

    private static final int LOAD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int AT_NUMBER = 0;
    private static final int AT_AUDIT = 4;
    private static final int AT_ARGUMENT = 16;
    private static final int ARGUMENT_BYTES = 8;

    private static final int ALLOW = 0x7FFF_0000;
    private static final int KILL_PROCESS = 0x8000_0000;
    private static final int ERRNO = 0x0005_0000;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;

    /** Numbers from here on are those of x32, a second convention of x86-64. */
    private static final int X32_BIT = 0x4000_0000;

    /** CLONE_NEWNS, CGROUP, UTS, IPC, USER, PID and NET. */
    private static final int NEW_NAMESPACES = 0x7E02_0000;

    private static final int[] FAMILIES = {1, 2, 10};

    /** TIOCSTI and TIOCLINUX: both type into somebody's terminal. */
    private static final int[] TERMINAL_INPUT = {0x5412, 0x541C};

    private final List<long[]> program = new ArrayList<>();

    private SeccompFilter() {}

    /** The program for a processor. */
    static byte[] program(Processor processor) {
        SeccompFilter filter = new SeccompFilter();
        filter.convention(processor);
        for (DeniedCall call : DeniedCall.all()) {
            call.on(processor)
                    .ifPresent(number -> {
                        filter.add(JUMP_EQUAL, number, 0, 1);
                        filter.answer(ERRNO | EPERM);
                    });
        }
        // It passes its flags in memory, which no filter sees; libc then falls back to clone.
        filter.add(JUMP_EQUAL, processor.clone3(), 0, 1);
        filter.answer(ERRNO | ENOSYS);
        filter.clonesWithoutNamespaces(processor.cloneCall());
        filter.families(processor.socket());
        filter.families(processor.socketpair());
        filter.noTerminalInput(processor.ioctl());
        filter.answer(ALLOW);
        return filter.bytes();
    }

    private void convention(Processor processor) {
        add(LOAD, AT_AUDIT, 0, 0);
        add(JUMP_EQUAL, processor.audit(), 1, 0);
        answer(KILL_PROCESS);
        add(LOAD, AT_NUMBER, 0, 0);
        if (processor == Processor.X86_64) {
            add(JUMP_AT_LEAST, X32_BIT, 0, 1);
            answer(KILL_PROCESS);
        }
    }

    private void clonesWithoutNamespaces(int number) {
        add(JUMP_EQUAL, number, 0, 4);
        add(LOAD, AT_ARGUMENT, 0, 0);
        add(JUMP_ANY_BIT, NEW_NAMESPACES, 0, 1);
        answer(ERRNO | EPERM);
        answer(ALLOW);
    }

    private void families(int number) {
        add(JUMP_EQUAL, number, 0, FAMILIES.length + 3);
        add(LOAD, AT_ARGUMENT, 0, 0);
        for (int i = 0; i < FAMILIES.length; i++) {
            add(JUMP_EQUAL, FAMILIES[i], FAMILIES.length - i, 0);
        }
        answer(ERRNO | EAFNOSUPPORT);
        answer(ALLOW);
    }

    private void noTerminalInput(int number) {
        add(JUMP_EQUAL, number, 0, TERMINAL_INPUT.length + 3);
        add(LOAD, AT_ARGUMENT + ARGUMENT_BYTES, 0, 0);
        for (int i = 0; i < TERMINAL_INPUT.length; i++) {
            add(JUMP_EQUAL, TERMINAL_INPUT[i], TERMINAL_INPUT.length - i, 0);
        }
        answer(ALLOW);
        answer(ERRNO | EPERM);
    }

    private void answer(int action) {
        add(RETURN, action, 0, 0);
    }

    private void add(int code, int value, int whenTrue, int whenFalse) {
        program.add(new long[] {code, whenTrue, whenFalse, value});
    }

    private byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(program.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long[] step : program) {
            bytes.putShort((short) step[0]).put((byte) step[1]).put((byte) step[2]);
            bytes.putInt((int) step[3]);
        }
        return bytes.array();
    }
}
