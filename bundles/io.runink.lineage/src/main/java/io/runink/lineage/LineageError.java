package io.runink.lineage;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What may go wrong with lineage. */
public enum LineageError implements ErrorCode {
    NOT_WRITTEN("001", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    BAD_RUN_ID("002", ErrorType.INTERNAL, ExitStatus.DEFECT);

    private final String number;
    private final ErrorType type;
    private final ExitStatus exit;

    LineageError(String number, ErrorType type, ExitStatus exit) {
        this.number = number;
        this.type = type;
        this.exit = exit;
    }

    @Override
    public String code() {
        return "RNK-LINEAGE-" + number;
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
