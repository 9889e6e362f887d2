package io.runink.connector.file;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What can be wrong with a file as a whole; what is wrong with a row goes to the rejected rows. */
public enum FileError implements ErrorCode {
    /** A CSV file whose header cannot be read. */
    HEADER_UNREADABLE("RNK-CONNECTOR-001"),
    /** A setting that is no number within its bounds. */
    SETTING_INVALID("RNK-CONNECTOR-002");

    private final String code;

    FileError(String code) {
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
