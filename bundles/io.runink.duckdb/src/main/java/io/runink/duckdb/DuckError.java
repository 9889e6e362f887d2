package io.runink.duckdb;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.RuninkException;

/** What DuckDB refuses or cannot do; {@code docs/errors/duckdb.md} explains each. */
public enum DuckError implements ErrorCode {
    /** The native library is not beside the room's jar, or not for this machine. */
    LIBRARY("RNK-DUCKDB-001", ErrorType.EXTERNAL, ExitStatus.REFUSED),
    /** The SQL is wrong, or it is no single SELECT, or it reaches for what is forbidden. */
    SQL("RNK-DUCKDB-002", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** The rows, or what the query makes of them, need more memory than was given. */
    MEMORY("RNK-DUCKDB-003", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    /** A value has no answer: a cast that fails, a number out of range. */
    VALUE("RNK-DUCKDB-004", ErrorType.USER, ExitStatus.RUN_FAILED),
    /** Anything else. */
    FAILED("RNK-DUCKDB-005", ErrorType.INTERNAL, ExitStatus.RUN_FAILED);

    private final String code;
    private final ErrorType type;
    private final ExitStatus exit;

    DuckError(String code, ErrorType type, ExitStatus exit) {
        this.code = code;
        this.type = type;
        this.exit = exit;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    @Override
    public ExitStatus exit() {
        return exit;
    }

    /** An exception that says what, with the remedy that fits every such. */
    RuninkException says(String message) {
        return exception(message, remedy());
    }

    /** The same, with what it came of. */
    RuninkException says(String message, Throwable cause) {
        return new RuninkException(problem(message, remedy()), cause);
    }

    private String remedy() {
        return switch (this) {
            case LIBRARY -> "install Runink again, for Linux on x86-64 or aarch64";
            case SQL -> "correct the SQL";
            case MEMORY -> "select fewer rows and columns before it, or use a step that spills";
            case VALUE -> "leave such values out, or use TRY_CAST or TRY";
            case FAILED -> "report this with the SQL";
        };
    }
}
