package io.runink.api.error;

import java.util.List;

/**
 * What a pure stage answers: a value, perhaps with warnings, or the problems that prevented one.
 *
 * @param <T> the value's type
 */
public sealed interface Outcome<T> {

    /** The stage did its work. */
    record Done<T>(T value, List<Problem> warnings) implements Outcome<T> {
        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /** The stage could not: every problem found, at least one. */
    record Refused<T>(List<Problem> problems) implements Outcome<T> {
        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("refused without a problem");
            }
        }
    }

    /** A value without warnings. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value, List.of());
    }

    /** A refusal. */
    static <T> Outcome<T> refused(List<Problem> problems) {
        return new Refused<>(problems);
    }

    /** A refusal for one reason. */
    static <T> Outcome<T> refused(Problem problem) {
        return new Refused<>(List.of(problem));
    }

    /** The value, or an exception with every problem. */
    default T orThrow() {
        return switch (this) {
            case Done<T> done -> done.value();
            case Refused<T> refused -> throw new RuninkException(refused.problems());
        };
    }
}
