package io.runink.isolation;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What can go wrong with walls; {@code docs/errors/isolation.md} explains each. */
public enum IsolationError implements ErrorCode {
    /** The machine does not give the level asked for. */
    LEVEL_MISSING("RNK-ISOLATION-001", ErrorType.USER, ExitStatus.REFUSED),
    /** The level is not for this room, or the request makes no sense. */
    BAD_REQUEST("RNK-ISOLATION-002", ErrorType.INTERNAL, ExitStatus.DEFECT),
    /** Something to be bound is missing, or its owner's only. */
    BIND("RNK-ISOLATION-003", ErrorType.USER, ExitStatus.REFUSED),
    /** The process did not start behind its walls. */
    START("RNK-ISOLATION-004", ErrorType.EXTERNAL, ExitStatus.RUN_FAILED),
    /** The process started, but a wall is not there. */
    WALL_MISSING("RNK-ISOLATION-005", ErrorType.INTERNAL, ExitStatus.REFUSED),
    /** The cgroup cannot be made or limited. */
    CGROUP("RNK-ISOLATION-006", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    /** A slice of that name runs already. */
    NAME_TAKEN("RNK-ISOLATION-007", ErrorType.INTERNAL, ExitStatus.RUN_FAILED),
    /** The other end of a control channel is closed here. */
    CHANNEL_CLOSED("RNK-ISOLATION-008", ErrorType.INTERNAL, ExitStatus.RUN_FAILED);

    private final String code;
    private final ErrorType type;
    private final ExitStatus exit;

    IsolationError(String code, ErrorType type, ExitStatus exit) {
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
