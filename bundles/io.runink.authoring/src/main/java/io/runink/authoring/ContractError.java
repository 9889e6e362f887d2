package io.runink.authoring;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What can be wrong with contract files. */
public enum ContractError implements ErrorCode {
    FILE_UNREADABLE("RNK-CONTRACT-001"),
    NOT_UTF8("RNK-CONTRACT-002"),
    TOO_LARGE("RNK-CONTRACT-003"),
    JAVA("RNK-CONTRACT-004"),
    JAVA_WARNING("RNK-CONTRACT-005"),
    NO_COMPILER("RNK-CONTRACT-006"),
    NO_CONTRACT("RNK-CONTRACT-007"),
    NO_RECORD("RNK-CONTRACT-008"),
    IDENTITY("RNK-CONTRACT-009"),
    VERSION("RNK-CONTRACT-010"),
    DUPLICATE_CONTRACT("RNK-CONTRACT-011"),
    COLUMN_NAME("RNK-CONTRACT-012"),
    DUPLICATE_COLUMN("RNK-CONTRACT-013"),
    NO_COLUMN_TYPE("RNK-CONTRACT-014"),
    NESTING("RNK-CONTRACT-015"),
    DECIMAL("RNK-CONTRACT-016"),
    CHECK_MISSING("RNK-CONTRACT-017"),
    CHECK_TYPE("RNK-CONTRACT-018"),
    PARAMETER("RNK-CONTRACT-019"),
    MASK("RNK-CONTRACT-020"),
    JSON_OF("RNK-CONTRACT-021"),
    DECODES("RNK-CONTRACT-022"),
    STEP_SHAPE("RNK-CONTRACT-023"),
    DUPLICATE_STEP("RNK-CONTRACT-024"),
    IGNORED_ANNOTATION("RNK-CONTRACT-025"),
    DUPLICATE_RULE("RNK-CONTRACT-026"),
    TOO_DEEP("RNK-CONTRACT-027"),
    ACTION("RNK-CONTRACT-028"),
    SETTING("RNK-CONTRACT-029"),
    EXPRESSION("RNK-CONTRACT-030"),
    KEY("RNK-CONTRACT-031"),
    REFERENCE("RNK-CONTRACT-032"),
    ROWS_DROPPED("RNK-CONTRACT-033"),
    CHARACTER("RNK-CONTRACT-034"),
    LOOKALIKE("RNK-CONTRACT-035");

    private final String code;

    ContractError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ErrorType type() {
        return this == NO_COMPILER ? ErrorType.RESOURCES : ErrorType.USER;
    }

    @Override
    public ExitStatus exit() {
        return ExitStatus.BAD_INPUT;
    }
}
