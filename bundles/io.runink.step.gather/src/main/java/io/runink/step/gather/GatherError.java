package io.runink.step.gather;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What can stop a step that gathers rows. */
enum GatherError implements ErrorCode {
    /** A sum that its column's type does not hold. */
    SUM_TOO_LARGE;

    @Override
    public String code() {
        return "RNK-GATHER-001";
    }

    @Override
    public ErrorType type() {
        return ErrorType.USER;
    }

    @Override
    public ExitStatus exit() {
        return ExitStatus.RUN_FAILED;
    }
}
