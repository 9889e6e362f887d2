package io.runink.plan;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** Why a DAG cannot be planned. Explained in {@code docs/errors/plan.md}. */
public enum PlanError implements ErrorCode {
    /** No installed connector serves a scheme in a direction. */
    NO_CONNECTOR("001", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** No installed check executes a kind of rule. */
    NO_CHECK("002", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** The level asked for is below the one the herd accepts. */
    ISOLATION_TOO_WEAK("003", ErrorType.USER, ExitStatus.REFUSED),
    /** The plan is larger than all the herd may use. */
    LARGER_THAN_QUOTA("004", ErrorType.RESOURCES, ExitStatus.REFUSED),
    /** The DAG mentions what it does not hold. */
    BROKEN_DAG("005", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** No installed plug-in executes a step. */
    NO_STEP("006", ErrorType.USER, ExitStatus.BAD_INPUT),
    /** A step starts a program that the herd does not grant. */
    COMMAND_NOT_GRANTED("007", ErrorType.USER, ExitStatus.REFUSED);

    private final String number;
    private final ErrorType type;
    private final ExitStatus exit;

    PlanError(String number, ErrorType type, ExitStatus exit) {
        this.number = number;
        this.type = type;
        this.exit = exit;
    }

    @Override
    public String code() {
        return "RNK-PLAN-" + number;
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
