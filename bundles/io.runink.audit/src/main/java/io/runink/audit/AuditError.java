package io.runink.audit;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/**
 * Why an audit could not be made, and from 101 on, what one finds. Explained in {@code
 * docs/errors/audit.md}.
 */
public enum AuditError implements ErrorCode {
    /** There is no data. */
    GOLDEN_MISSING("001", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** Several sources, and the data belongs to none of them. */
    SOURCE_UNCLEAR("002", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** The run failed without saying why. */
    RUN_FAILED("003", ErrorType.INTERNAL, ExitStatus.RUN_FAILED),
    /** Files of the audit's own cannot be written or read. */
    WORK_FILES("004", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    /** The labels are not what synth writes. */
    LABELS_UNREADABLE("005", ErrorType.USER, ExitStatus.BAD_INPUT),

    /** A row labelled invalid was accepted. */
    ROW_ACCEPTED("101", ErrorType.USER, ExitStatus.FINDINGS),
    /** A row labelled invalid was rejected for another reason. */
    ROW_OTHER_RULE("102", ErrorType.USER, ExitStatus.FINDINGS),
    /** A row without a label was rejected. */
    ROW_REJECTED("103", ErrorType.USER, ExitStatus.FINDINGS),
    /** A column looks personal and is not marked. */
    PERSONAL_UNMARKED("104", ErrorType.USER, ExitStatus.FINDINGS),
    /** A personal column reaches a sink unmarked and unmasked. */
    PERSONAL_AT_SINK("105", ErrorType.USER, ExitStatus.FINDINGS),
    /** A contract is used by nothing. */
    CONTRACT_UNUSED("106", ErrorType.USER, ExitStatus.FINDINGS),
    /** The data has a column that no contract knows. */
    COLUMN_UNKNOWN("107", ErrorType.USER, ExitStatus.FINDINGS),
    /** A contract has a column that the data never has. */
    COLUMN_NEVER("108", ErrorType.USER, ExitStatus.FINDINGS);

    private final String number;
    private final ErrorType type;
    private final ExitStatus exit;

    AuditError(String number, ErrorType type, ExitStatus exit) {
        this.number = number;
        this.type = type;
        this.exit = exit;
    }

    @Override
    public String code() {
        return "RNK-AUDIT-" + number;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    @Override
    public ExitStatus exit() {
        return exit;
    }
}
