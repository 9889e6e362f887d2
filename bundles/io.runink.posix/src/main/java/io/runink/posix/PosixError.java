package io.runink.posix;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What can go wrong in a system call; {@code docs/errors/posix.md} explains each. */
public enum PosixError implements ErrorCode {
    /** Not Linux with glibc 2.34 or newer, on x86-64 or aarch64. */
    PLATFORM("RNK-POSIX-001", ErrorType.USER, ExitStatus.REFUSED),
    /** The kernel refused a call for want of descriptors, memory or processes. */
    EXHAUSTED("RNK-POSIX-002", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    /** The kernel refused a call for another reason. */
    CALL("RNK-POSIX-003", ErrorType.INTERNAL, ExitStatus.RUN_FAILED),
    /** The other end of a channel is gone. */
    PEER_GONE("RNK-POSIX-004", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED),
    /** The other end of a channel does not read. */
    PEER_STUCK("RNK-POSIX-005", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED),
    /** A message or its descriptors did not fit. */
    CUT_SHORT("RNK-POSIX-006", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED),
    /** A message that cannot be sent: empty, or with more descriptors than the kernel takes. */
    UNSENDABLE("RNK-POSIX-007", ErrorType.INTERNAL, ExitStatus.DEFECT),
    /** A file cannot be opened. */
    OPEN("RNK-POSIX-008", ErrorType.EXTERNAL, ExitStatus.BAD_INPUT),
    /** A process cannot be started. */
    SPAWN("RNK-POSIX-009", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED),
    /** The JVM was started without the flag that lets a descriptor become a stream. */
    CLOSED_JVM("RNK-POSIX-010", ErrorType.USER, ExitStatus.REFUSED),
    /** Memory that another process shares, and that is not what it has to be. */
    UNFIT_MEMORY("RNK-POSIX-011", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED);

    private final String code;
    private final ErrorType type;
    private final ExitStatus exit;

    PosixError(String code, ErrorType type, ExitStatus exit) {
        this.code = code;
        this.type = type;
        this.exit = exit;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    @Override
    public ExitStatus exit() {
        return exit;
    }
}
