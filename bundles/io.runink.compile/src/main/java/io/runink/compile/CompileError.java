package io.runink.compile;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** Why a scenario does not become a DAG. Explained in {@code docs/errors/compile.md}. */
public enum CompileError implements ErrorCode {
    SCENARIO_UNREADABLE("RNK-COMPILE-001"),
    NOT_UTF8("RNK-COMPILE-002"),
    TOO_LARGE("RNK-COMPILE-003"),
    SCENARIO_CHOICE("RNK-COMPILE-004"),
    NO_SOURCE_OR_SINK("RNK-COMPILE-005"),
    NOT_EXECUTABLE("RNK-COMPILE-006"),
    STEP_UNBOUND("RNK-COMPILE-007"),
    STEP_AMBIGUOUS("RNK-COMPILE-008"),
    CONTRACT_UNKNOWN("RNK-COMPILE-009"),
    CONTRACT_NOT_NAMED("RNK-COMPILE-010"),
    CONTRACT_MISMATCH("RNK-COMPILE-011"),
    NODE_NAME("RNK-COMPILE-012"),
    FROM_UNKNOWN("RNK-COMPILE-013"),
    CYCLE("RNK-COMPILE-014"),
    DANGLING("RNK-COMPILE-015"),
    URI("RNK-COMPILE-016"),
    CONNECTOR_MISSING("RNK-COMPILE-017"),
    SAME_DATASET("RNK-COMPILE-018"),
    UNMASKED("RNK-COMPILE-019"),
    MARK_LOST("RNK-COMPILE-020"),
    VALIDATE_MASKED("RNK-COMPILE-021"),
    HERD("RNK-COMPILE-022"),
    TWICE("RNK-COMPILE-023"),
    CONTRACT_FILE("RNK-COMPILE-024"),
    REQUIRED_UNKNOWN("RNK-COMPILE-025"),
    SCENARIO_CIRCLE("RNK-COMPILE-026");

    private final String code;

    CompileError(String code) {
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
