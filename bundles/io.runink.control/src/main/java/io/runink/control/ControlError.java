package io.runink.control;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** Why a run is refused before it starts. Explained in {@code docs/errors/control.md}. */
public enum ControlError implements ErrorCode {
    HERD_UNKNOWN("RNK-CONTROL-001", ErrorType.USER, ExitStatus.BAD_INPUT),
    ISOLATION("RNK-CONTROL-002", ErrorType.RESOURCES, ExitStatus.REFUSED),
    SOURCE("RNK-CONTROL-003", ErrorType.USER, ExitStatus.BAD_INPUT),
    NODE_UNKNOWN("RNK-CONTROL-004", ErrorType.USER, ExitStatus.USAGE),
    SERVICE_LATE("RNK-CONTROL-005", ErrorType.INTERNAL, ExitStatus.DEFECT),
    SAME_FILE("RNK-CONTROL-006", ErrorType.USER, ExitStatus.BAD_INPUT),
    URI("RNK-CONTROL-007", ErrorType.USER, ExitStatus.BAD_INPUT),
    HOME("RNK-CONTROL-008", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    NOT_VISIBLE("RNK-CONTROL-009", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    TRIED_AGAIN("RNK-CONTROL-010", ErrorType.EXTERNAL, ExitStatus.DONE);

    private final String code;
    private final ErrorType type;
    private final ExitStatus exit;

    ControlError(String code, ErrorType type, ExitStatus exit) {
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
