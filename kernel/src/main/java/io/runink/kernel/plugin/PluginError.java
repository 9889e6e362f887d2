package io.runink.kernel.plugin;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** Problems of plug-ins. Explained in {@code docs/errors/plugin.md}. */
public enum PluginError implements ErrorCode {
    UNKNOWN("RNK-PLUGIN-001", ErrorType.USER, ExitStatus.BAD_INPUT),
    UNREADABLE("RNK-PLUGIN-002", ErrorType.USER, ExitStatus.BAD_INPUT),
    NO_BUNDLE("RNK-PLUGIN-003", ErrorType.USER, ExitStatus.BAD_INPUT),
    NOTHING_PROVIDED("RNK-PLUGIN-004", ErrorType.USER, ExitStatus.BAD_INPUT),
    CAPABILITY("RNK-PLUGIN-005", ErrorType.USER, ExitStatus.BAD_INPUT),
    CODE_IN_KERNEL("RNK-PLUGIN-006", ErrorType.USER, ExitStatus.REFUSED),
    CLASH("RNK-PLUGIN-007", ErrorType.USER, ExitStatus.BAD_INPUT),
    INSTALLED("RNK-PLUGIN-008", ErrorType.USER, ExitStatus.BAD_INPUT),
    UNRESOLVED("RNK-PLUGIN-009", ErrorType.USER, ExitStatus.BAD_INPUT),
    STORE("RNK-PLUGIN-010", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    NOT_INSTALLED("RNK-PLUGIN-011", ErrorType.USER, ExitStatus.BAD_INPUT);

    private final String code;
    private final ErrorType type;
    private final ExitStatus exit;

    PluginError(String code, ErrorType type, ExitStatus exit) {
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
