package io.runink.compile;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** Why a file is not accepted as a DAG. Explained in {@code docs/errors/dag.md}. */
public enum DagError implements ErrorCode {
    UNREADABLE("RNK-DAG-001"),
    NO_DAG("RNK-DAG-002"),
    TOO_LARGE("RNK-DAG-003"),
    ENTRY_NAME("RNK-DAG-004"),
    DIGEST("RNK-DAG-005"),
    FORMAT("RNK-DAG-006"),
    BROKEN("RNK-DAG-007");

    private final String code;

    DagError(String code) {
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
