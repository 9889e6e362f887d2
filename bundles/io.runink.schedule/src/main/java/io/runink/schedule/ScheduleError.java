package io.runink.schedule;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;

/** Why a plan cannot be placed. Explained in {@code docs/errors/schedule.md}. */
public enum ScheduleError implements ErrorCode {
    /** What the herd already runs leaves too little of its quota. */
    QUOTA_IN_USE("001"),
    /** What already runs leaves too little room on every agent. */
    AGENTS_FULL("002"),
    /** No agent could hold the plan, were it empty. */
    LARGER_THAN_ANY_AGENT("003"),
    /** There is no agent at all. */
    NO_AGENT("004");

    private final String number;

    ScheduleError(String number) {
        this.number = number;
    }

    @Override
    public String code() {
        return "RNK-SCHEDULE-" + number;
    }

    @Override
    public ErrorType type() {
        return ErrorType.RESOURCES;
    }

    @Override
    public ExitStatus exit() {
        return ExitStatus.REFUSED;
    }
}
