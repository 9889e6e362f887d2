package io.runink.barn;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What the Barn refuses, and what may go wrong with it. */
public enum BarnError implements ErrorCode {
    UNKNOWN_HERD("001", ErrorType.USER, ExitStatus.BAD_INPUT),
    RUN_TAKEN("002", ErrorType.INTERNAL, ExitStatus.DEFECT),
    CONTRACT_CHANGED("003", ErrorType.USER, ExitStatus.BAD_INPUT),
    UNKNOWN_RUN("004", ErrorType.USER, ExitStatus.BAD_INPUT),
    NOT_PENDING("005", ErrorType.INTERNAL, ExitStatus.DEFECT),
    FOREIGN_ASSIGNMENT("006", ErrorType.INTERNAL, ExitStatus.DEFECT),
    NOT_RUNNING("007", ErrorType.INTERNAL, ExitStatus.RUN_FAILED),
    STALE_TOKEN("008", ErrorType.INTERNAL, ExitStatus.RUN_FAILED),
    MUST_COMPLETE("009", ErrorType.INTERNAL, ExitStatus.RUN_FAILED),
    NO_END("010", ErrorType.INTERNAL, ExitStatus.DEFECT),
    TOO_LARGE("011", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    NOT_HELD("012", ErrorType.USER, ExitStatus.REFUSED),
    NO_ANSWER("020", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    UNSAFE_SETTING("021", ErrorType.INTERNAL, ExitStatus.DEFECT),
    DAMAGED("022", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    CANNOT_START("023", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    COMPACTED("024", ErrorType.INTERNAL, ExitStatus.DEFECT),
    FUTURE_REVISION("025", ErrorType.INTERNAL, ExitStatus.DEFECT),
    CLOSED("026", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    NEWER_FORMAT("027", ErrorType.USER, ExitStatus.BAD_INPUT);

    private final String number;
    private final ErrorType type;
    private final ExitStatus exit;

    BarnError(String number, ErrorType type, ExitStatus exit) {
        this.number = number;
        this.type = type;
        this.exit = exit;
    }

    @Override
    public String code() {
        return "RNK-BARN-" + number;
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
