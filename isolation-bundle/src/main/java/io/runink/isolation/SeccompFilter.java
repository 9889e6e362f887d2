package io.runink.isolation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The program by which the kernel judges each system call behind walls: those of {@link
 * AllowedCall} pass, all others answer EPERM, or ENOSYS where they are newer than the list, so that
 * a libc that tries them falls back. Of those that pass, some pass with certain arguments only: no
 * clone into new namespaces, sockets of Unix and IP, requests to devices that read. A foreign
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

    /**
     * TCGETS, TIOCGPGRP, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX, and what a JVM asks of
     * network interfaces, of which a slice has a loopback: their names, addresses, flags. Not
     * TIOCSTI and TIOCLINUX, which type into somebody's terminal.
     */
    private static final int[] REQUESTS = {
        0x5401, 0x540F, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451, 0x8910, 0x8912, 0x8913, 0x8919,
        0x891B, 0x8921, 0x8927, 0x8933
    };

    private final List<long[]> program = new ArrayList<>();

    private SeccompFilter() {}

    /** The program for a processor that lets some calls pass. */
    static byte[] program(Processor processor, List<AllowedCall> allowed) {
        SeccompFilter filter = new SeccompFilter();
        filter.convention(processor);
        filter.add(JUMP_AT_LEAST, AllowedCall.LAST_KNOWN + 1, 0, 1);
        filter.answer(ERRNO | ENOSYS);
        // It passes its flags in memory, which no filter sees; libc then falls back to clone.
        filter.add(JUMP_EQUAL, processor.clone3(), 0, 1);
        filter.answer(ERRNO | ENOSYS);
        filter.clonesWithoutNamespaces(processor.cloneCall());
        filter.onlyWith(processor.socket(), 0, FAMILIES, EAFNOSUPPORT);
        filter.onlyWith(processor.socketpair(), 0, FAMILIES, EAFNOSUPPORT);
        filter.onlyWith(processor.ioctl(), 1, REQUESTS, EPERM);
        for (AllowedCall call : allowed) {
            call.on(processor)
                    .ifPresent(number -> {
                        filter.add(JUMP_EQUAL, number, 0, 1);
                        filter.answer(ALLOW);
                    });
        }
        filter.answer(ERRNO | EPERM);
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

    private void onlyWith(int number, int argument, int[] values, int error) {
        add(JUMP_EQUAL, number, 0, values.length + 3);
        add(LOAD, AT_ARGUMENT + argument * ARGUMENT_BYTES, 0, 0);
        for (int i = 0; i < values.length; i++) {
            add(JUMP_EQUAL, values[i], values.length - i, 0);
        }
        answer(ERRNO | error);
        answer(ALLOW);
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
