package io.runink.exchange;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What can be wrong with the bytes of an edge. */
public enum ExchangeError implements ErrorCode {
    /** A message that states more than the exchange takes. */
    MESSAGE_TOO_LARGE("RNK-EXCHANGE-001"),
    /** Bytes that are no batch of the edge's schema. */
    MESSAGE_MALFORMED("RNK-EXCHANGE-002"),
    /** Columns that are not those of the edge. */
    COLUMNS_UNFIT("RNK-EXCHANGE-003");

    private final String code;

    ExchangeError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ErrorType type() {
        return ErrorType.INTERNAL;
    }

    @Override
    public ExitStatus exit() {
        return ExitStatus.RUN_FAILED;
    }
}
