package io.runink.cli;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** The problems of the command line; {@code docs/errors/cli.md} explains each. */
public enum CliError implements ErrorCode {
    UNKNOWN_COMMAND("001", ErrorType.USER, ExitStatus.USAGE),
    WRONG_USAGE("002", ErrorType.USER, ExitStatus.USAGE),
    BAD_HERD_NAME("003", ErrorType.USER, ExitStatus.USAGE),
    SERVICE_MISSING("004", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    UNREADABLE("005", ErrorType.USER, ExitStatus.BAD_INPUT),
    UNWRITABLE("006", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    HERD_UNKNOWN("007", ErrorType.USER, ExitStatus.BAD_INPUT),
    RUN_UNKNOWN("008", ErrorType.USER, ExitStatus.BAD_INPUT),
    EXAMPLE_MISSING("009", ErrorType.EXTERNAL, ExitStatus.BAD_INPUT),
    DATASET_UNKNOWN("010", ErrorType.USER, ExitStatus.USAGE),
    VERSION_TAKEN("011", ErrorType.USER, ExitStatus.BAD_INPUT),
    CONTRACT_UNKNOWN("012", ErrorType.USER, ExitStatus.BAD_INPUT),
    NOT_UTF8("013", ErrorType.USER, ExitStatus.BAD_INPUT),
    SLICE_UNKNOWN("014", ErrorType.USER, ExitStatus.BAD_INPUT),
    INTERNAL("070", ErrorType.INTERNAL, ExitStatus.DEFECT);

    private final String number;
    private final ErrorType type;
    private final ExitStatus exit;

    CliError(String number, ErrorType type, ExitStatus exit) {
        this.number = number;
        this.type = type;
        this.exit = exit;
    }

    @Override
    public String code() {
        return "RNK-CLI-" + number;
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
