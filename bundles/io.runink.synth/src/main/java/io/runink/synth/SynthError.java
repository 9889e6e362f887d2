package io.runink.synth;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** Why data cannot be made. Explained in {@code docs/errors/synth.md}. */
public enum SynthError implements ErrorCode {
    /** Several sources, and the file belongs to none of them. */
    SOURCE_UNCLEAR("001", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** The source's scheme names a format that is not written here. */
    FORMAT_UNKNOWN("002", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** A rule of a kind whose meaning is not known here. */
    KIND_UNKNOWN("003", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** The rules of a column leave no value. */
    CONTRADICTION("004", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** A pattern uses what the generator does not follow. */
    PATTERN_UNSUPPORTED("005", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** A unique column has fewer values than there are rows. */
    TOO_FEW_VALUES("006", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** Invalid rows were asked for, and no rule can be broken. */
    NOTHING_TO_BREAK("007", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** A number of rows or a percentage that makes no sense. */
    AMOUNT("008", ErrorType.USER, ExitStatus.USAGE),
    /** The file cannot be created. */
    NOT_CREATED("009", ErrorType.EXTERNAL, ExitStatus.BAD_INPUT),
    /** The file cannot be written to its end. */
    NOT_WRITTEN("010", ErrorType.RESOURCES, ExitStatus.RUN_FAILED),
    /** A rule's parameter makes no sense for its column. */
    PARAMETER("011", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** A contract that must hold itself, without end. */
    ENDLESS("012", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** The other contract of a JSON column is not there. */
    CONTRACT_MISSING("013", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** A generated value failed its own double check. */
    SELF_CHECK("014", ErrorType.INTERNAL, ExitStatus.DEFECT),
    /** Rules for which no row was found that keeps them together. */
    UNMET("015", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** The rows whose keys a rule looks up are not there. */
    KEYS_MISSING("016", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** A rule on the dataset that so many rows cannot keep. */
    DATASET("017", ErrorType.USER, ExitStatus.BAD_INPUT);

    private final String number;
    private final ErrorType type;
    private final ExitStatus exit;

    SynthError(String number, ErrorType type, ExitStatus exit) {
        this.number = number;
        this.type = type;
        this.exit = exit;
    }

    @Override
    public String code() {
        return "RNK-SYNTH-" + number;
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
