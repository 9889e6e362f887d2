package io.runink.authoring;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What lint finds in contracts. */
public enum LintError implements ErrorCode {
    UNMASKED("RNK-CONTRACT-101", false),
    INEXACT_MONEY("RNK-CONTRACT-102", false),
    OPTIONAL_KEY("RNK-CONTRACT-103", false),
    UNANCHORED("RNK-CONTRACT-104", false),
    MISSING_ALLOWED("RNK-CONTRACT-105", false),
    UNBOUNDED_TEXT("RNK-CONTRACT-106", true),
    NO_OWNER("RNK-CONTRACT-107", true),
    NO_KEY("RNK-CONTRACT-108", true);

    private final String code;
    private final boolean advice;

    LintError(String code, boolean advice) {
        this.code = code;
        this.advice = advice;
    }

    @Override
    public String code() {
        return code;
    }

    /** Whether it is only worth a thought. */
    boolean advice() {
        return advice;
    }

    @Override
    public ErrorType type() {
        return ErrorType.USER;
    }

    @Override
    public ExitStatus exit() {
        return ExitStatus.FINDINGS;
    }
}
