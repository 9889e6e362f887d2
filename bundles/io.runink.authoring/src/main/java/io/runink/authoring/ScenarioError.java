package io.runink.authoring;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What can be wrong with a scenario file. */
public enum ScenarioError implements ErrorCode {
    TOO_LARGE("RNK-SCENARIO-001"),
    NO_SCENARIO("RNK-SCENARIO-002"),
    UNEXPECTED_LINE("RNK-SCENARIO-003"),
    UNKNOWN_TAG("RNK-SCENARIO-004"),
    ARGUMENT_SYNTAX("RNK-SCENARIO-005"),
    TEXT_SYNTAX("RNK-SCENARIO-006"),
    NUMBER_SYNTAX("RNK-SCENARIO-007"),
    DUPLICATE_ARGUMENT("RNK-SCENARIO-008"),
    UNKNOWN_ARGUMENT("RNK-SCENARIO-009"),
    ARGUMENT_TYPE("RNK-SCENARIO-010"),
    BLOCK("RNK-SCENARIO-011"),
    NAME_MISSING("RNK-SCENARIO-012"),
    DUPLICATE_NAME("RNK-SCENARIO-013"),
    TOO_DEEP("RNK-SCENARIO-014"),
    TOO_MANY("RNK-SCENARIO-015"),
    CONTROL_CHARACTER("RNK-SCENARIO-016"),
    BIDI_CONTROL("RNK-SCENARIO-017"),
    INVISIBLE_CHARACTER("RNK-SCENARIO-018"),
    NUL("RNK-SCENARIO-019"),
    LONE_SURROGATE("RNK-SCENARIO-020"),
    LOOKALIKE("RNK-SCENARIO-021"),
    TOO_LONG("RNK-SCENARIO-022");

    private final String code;

    ScenarioError(String code) {
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
