package io.runink.api.error;

import org.jspecify.annotations.Nullable;

/** A kind of problem. Each bundle owns one enum of them; {@code docs/errors.md} explains each. */
public interface ErrorCode {

    /** {@code RNK-AREA-NNN}. */
    String code();

    /** Who has to act. */
    ErrorType type();

    /** How a command ends that meets it. */
    ExitStatus exit();

    /**
     * A problem of this kind.
     *
     * @param place where, or null when no place applies
     * @param message what was found, values quoted, and what was expected
     * @param remedy what to do next, in the imperative
     */
    default Problem at(@Nullable Location place, String message, String remedy) {
        return new Problem(code(), type(), exit(), place, message, remedy);
    }

    /** A problem of this kind that no place applies to. */
    default Problem problem(String message, String remedy) {
        return at(null, message, remedy);
    }

    /** An exception that carries one problem of this kind. */
    default RuninkException exception(String message, String remedy) {
        return new RuninkException(problem(message, remedy));
    }
}
