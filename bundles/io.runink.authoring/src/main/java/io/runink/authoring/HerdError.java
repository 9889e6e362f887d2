package io.runink.authoring;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What can be wrong with a herd definition. */
public enum HerdError implements ErrorCode {
    TOO_LARGE("RNK-HERD-001"),
    SYNTAX("RNK-HERD-002"),
    ID("RNK-HERD-003"),
    UNKNOWN_KEY("RNK-HERD-004"),
    VALUE("RNK-HERD-005"),
    NOT_SUPPORTED_YET("RNK-HERD-006");

    private final String code;

    HerdError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ErrorType type() {
        return ErrorType.USER;
    }

    @Override
    public ExitStatus exit() {
        return ExitStatus.BAD_INPUT;
    }
}
