package io.runink.authoring;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What is right in a scenario file and yet not as one would have it. */
public enum LintFinding implements ErrorCode {
    NAME_UNUSED("RNK-LINT-001", ExitStatus.FINDINGS),
    SENTENCE_UNBOUND("RNK-LINT-002", ExitStatus.DONE),
    NO_DLQ("RNK-LINT-003", ExitStatus.FINDINGS),
    NO_HERD("RNK-LINT-004", ExitStatus.FINDINGS),
    GOLDEN_FOLDER("RNK-LINT-005", ExitStatus.FINDINGS),
    TAB("RNK-LINT-006", ExitStatus.FINDINGS),
    TRAILING_BLANKS("RNK-LINT-007", ExitStatus.FINDINGS),
    OLD_SPELLING("RNK-LINT-008", ExitStatus.FINDINGS),
    SENTENCE_TWICE("RNK-LINT-009", ExitStatus.FINDINGS);

    private final String code;
    private final ExitStatus exit;

    LintFinding(String code, ExitStatus exit) {
        this.code = code;
        this.exit = exit;
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
        return exit;
    }
}
