package io.runink.kernel.plugin;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** Problems of settings. Explained in {@code docs/errors/config.md}. */
public enum ConfigError implements ErrorCode {
    KEY("RNK-CONFIG-001", ErrorType.USER, ExitStatus.BAD_INPUT),
    NUMBER("RNK-CONFIG-002", ErrorType.USER, ExitStatus.BAD_INPUT),
    BOUNDS("RNK-CONFIG-003", ErrorType.USER, ExitStatus.BAD_INPUT),
    STORE("RNK-CONFIG-004", ErrorType.RESOURCES, ExitStatus.RUN_FAILED);

    private final String code;
    private final ErrorType type;
    private final ExitStatus exit;

    ConfigError(String code, ErrorType type, ExitStatus exit) {
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
}
