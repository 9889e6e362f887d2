package io.runink.kernel;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** Problems of the process itself. Explained in {@code docs/errors/kernel.md}. */
public enum KernelError implements ErrorCode {
    UNEXPECTED("RNK-KERNEL-001", ErrorType.INTERNAL, ExitStatus.DEFECT),
    HOME("RNK-KERNEL-002", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    HOME_BUSY("RNK-KERNEL-003", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    SOCKET("RNK-KERNEL-004", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    DISTRIBUTION("RNK-KERNEL-005", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    SERVICES("RNK-KERNEL-006", ErrorType.INTERNAL, ExitStatus.DEFECT),
    USAGE("RNK-KERNEL-007", ErrorType.USER, ExitStatus.USAGE),
    SERVER_START("RNK-KERNEL-008", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    SERVER_STOP("RNK-KERNEL-009", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    SERVER_LOST("RNK-KERNEL-010", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    SERVER_BUSY("RNK-KERNEL-011", ErrorType.RESOURCES, ExitStatus.RUN_FAILED);

    private final String code;
    private final ErrorType type;
    private final ExitStatus exit;

    KernelError(String code, ErrorType type, ExitStatus exit) {
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
