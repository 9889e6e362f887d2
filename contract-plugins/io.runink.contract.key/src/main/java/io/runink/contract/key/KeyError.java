package io.runink.contract.key;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What can stop a check over keys. */
public enum KeyError implements ErrorCode {
    /** More keys than the memory of the run's slice has room for. */
    KEYS_FULL;

    @Override
    public String code() {
        return "RNK-CHECK-001";
    }

    @Override
    public ErrorType type() {
        return ErrorType.RESOURCES;
    }

    @Override
    public ExitStatus exit() {
        return ExitStatus.RUN_FAILED;
    }
}
