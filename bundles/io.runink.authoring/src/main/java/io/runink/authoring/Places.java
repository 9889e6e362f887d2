package io.runink.authoring;

import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.Comparator;

/** The order in which a person reads problems. */
final class Places {

    /** A file's problems from top to bottom; those without a place first. */
    static final Comparator<Problem> ORDER =
            Comparator.comparing(
                    problem -> {
                        Location place = problem.place();
                        return place == null ? Location.of("") : place;
                    },
                    Comparator.comparing(Location::file)
                            .thenComparingInt(Location::line)
                            .thenComparingInt(Location::column));

    private Places() {}
}
