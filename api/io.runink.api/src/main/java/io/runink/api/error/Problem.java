package io.runink.api.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, said so that its reader knows what to do next.
 *
 * @param code {@code RNK-AREA-NNN}, listed in {@code docs/errors.md}
 * @param type who has to act
 * @param exit how a command ends that meets it
 * @param place where; null when no place applies
 * @param message what was found, values quoted, and what was expected; never a secret
 * @param remedy what to do next
 */
public record Problem(
        String code,
        ErrorType type,
        ExitStatus exit,
        @Nullable Location place,
        String message,
        String remedy) {

    public Problem {
        Objects.requireNonNull(code, "code is null");
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(exit, "exit is null");
        Objects.requireNonNull(message, "message is null");
        Objects.requireNonNull(remedy, "remedy is null");
    }

    /** {@code RNK-AREA-NNN place: message; remedy}, the one form that people see. */
    public String text() {
        Location at = place;
        return code + (at == null ? "" : " " + at) + ": " + message + "; " + remedy;
    }

    @Override
    public String toString() {
        return text();
    }
}
