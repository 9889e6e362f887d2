package io.runink.authoring;

import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Collects what is wrong with a file, in bounded memory. */
final class Diagnostics {

    /** Problems reported of one file; who has more starts with these. */
    static final int REPORTED_MAX = 100;

    /** Problems kept to choose the first from: they are found in more than one walk. */
    private static final int KEPT_MAX = 1_000;

    private static final Location NOWHERE = Location.of("");

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(
                    problem -> Objects.requireNonNullElse(problem.place(), NOWHERE),
                    Comparator.comparingInt(Location::line).thenComparingInt(Location::column));

    private final List<Problem> kept = new ArrayList<>();
    private int count;

    void add(ErrorCode code, Location place, String message, String remedy) {
        count++;
        if (kept.size() < KEPT_MAX) {
            kept.add(code.at(place, message, remedy));
        }
    }

    /** How many there were, kept or not. */
    int count() {
        return count;
    }

    boolean none() {
        return count == 0;
    }

    /** From top to bottom; where there are too many, the first, and one that says so. */
    List<Problem> reported(String file) {
        List<Problem> sorted = new ArrayList<>(kept);
        sorted.sort(BY_PLACE);
        if (count > REPORTED_MAX) {
            sorted.subList(REPORTED_MAX, sorted.size()).clear();
            sorted.add(
                    ScenarioError.TOO_MANY.at(
                            Location.of(file),
                            "more than " + REPORTED_MAX + " problems",
                            "correct these first"));
        }
        return sorted;
    }
}
