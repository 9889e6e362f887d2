package io.runink.observe;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** What may go wrong with metrics and logs. None of it fails a run. */
public enum ObserveError implements ErrorCode {
    PORT_TAKEN("001", ErrorType.RESOURCES),
    BAD_PORT("002", ErrorType.USER),
    NO_ENDPOINT("003", ErrorType.RESOURCES),
    BAD_LEVEL("004", ErrorType.USER),
    LOG_NOT_WRITTEN("005", ErrorType.RESOURCES);

    private final String number;
    private final ErrorType type;

    ObserveError(String number, ErrorType type) {
        this.number = number;
        this.type = type;
    }

    @Override
    public String code() {
        return "RNK-OBSERVE-" + number;
    }

    @Override
    public ErrorType type() {
        return type;
    }

    @Override
    public ExitStatus exit() {
        return type == ErrorType.USER ? ExitStatus.BAD_INPUT : ExitStatus.RUN_FAILED;
    }
}
