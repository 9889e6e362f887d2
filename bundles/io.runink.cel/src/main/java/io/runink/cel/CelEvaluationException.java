package io.runink.cel;

/**
 * An expression that has no value for a row, though all it refers to is there: a number out of
 * range, a division by zero, text that denotes no value. Carries no stack, since a row may well
 * have one.
 */
public final class CelEvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CelEvaluationException(String reason) {
        super(reason, null, false, false);
    }

    /** A short reason for people, without any data. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
