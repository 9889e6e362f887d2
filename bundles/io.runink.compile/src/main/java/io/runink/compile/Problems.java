package io.runink.compile;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one compilation, so that it is reported together. */
final class Problems {

    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void add(ErrorCode code, @Nullable Location place, String message, String remedy) {
        errors.add(code.at(place, printable(message), printable(remedy)));
    }

    void warn(ErrorCode code, @Nullable Location place, String message, String remedy) {
        warnings.add(code.at(place, printable(message), printable(remedy)));
    }

    /** Texts of a scenario may hold any character by escapes; a message is one line. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** Takes what another stage answered: its value, or nothing and its problems. */
    <T> Optional<T> take(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> {
                warnings.addAll(done.warnings());
                yield Optional.of(done.value());
            }
            case Outcome.Refused<T> refused -> {
                errors.addAll(refused.problems());
                yield Optional.empty();
            }
        };
    }

    boolean none() {
        return errors.isEmpty();
    }

    List<Problem> errors() {
        return errors;
    }

    List<Problem> warnings() {
        return warnings;
    }
}
