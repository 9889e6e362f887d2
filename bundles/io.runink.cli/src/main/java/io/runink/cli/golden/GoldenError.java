package io.runink.cli.golden;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** The problems of golden tests; {@code docs/errors/golden.md} explains each. */
public enum GoldenError implements ErrorCode {
    NONE("001", ExitStatus.BAD_INPUT),
    INPUT_MISSING("002", ExitStatus.BAD_INPUT),
    UNREADABLE("003", ExitStatus.BAD_INPUT),
    TOO_LARGE("004", ExitStatus.BAD_INPUT),
    UPDATE_IN_CI("005", ExitStatus.REFUSED),
    MASK_WEAKER("006", ExitStatus.REFUSED);

    private final String number;
    private final ExitStatus exit;

    GoldenError(String number, ExitStatus exit) {
        this.number = number;
        this.exit = exit;
    }

    @Override
    public String code() {
        return "RNK-GOLDEN-" + number;
    }

    @Override
    public ErrorType type() {
        return ErrorType.USER;
    }

    @Override
    public ExitStatus exit() {
        return exit;
    }
}
