package io.runink.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that bind a name to each element of a list, or to each key of a map. */
final class Macros {

    /** Loops within loops. */
    static final int NESTING_MAX = 3;

    static final Set<String> NAMES = Set.of("all", "exists", "exists_one", "filter", "map");

    private Macros() {}

    /** A loop: over what, and where the element is found. */
    record Loop(Node range, int slot) {}

    /** Binds the next element; each counts as a step. */
    private static void next(Frame frame, Loop loop, @Nullable Object element) {
        frame.charge(1);
        frame.bind(loop.slot(), element);
    }

    private static Iterable<?> elements(Object range) {
        return range instanceof Map<?, ?> map ? map.keySet() : (List<?>) range;
    }

    /**
     * Whether a predicate holds for any element, or for all: one that decides wins over what is
     * unknown or wrong for others.
     */
    static Node decide(Loop loop, Node predicate, boolean decides) {
        return frame -> {
            Object range = loop.range().at(frame);
            if (range == null) {
                return null;
            }
            boolean unknown = false;
            CelEvaluationException failure = null;
            for (Object element : elements(range)) {
                next(frame, loop, element);
                try {
                    Object holds = predicate.at(frame);
                    if (holds == null) {
                        unknown = true;
                    } else if ((boolean) holds == decides) {
                        return decides;
                    }
                } catch (CelEvaluationException e) {
                    failure = e;
                }
            }
            if (unknown) {
                return null;
            }
            if (failure != null) {
                throw failure;
            }
            return !decides;
        };
    }

    /** Whether a predicate holds for exactly one element. */
    static Node one(Loop loop, Node predicate) {
        return frame -> {
            Object range = loop.range().at(frame);
            if (range == null) {
                return null;
            }
            int found = 0;
            boolean unknown = false;
            for (Object element : elements(range)) {
                next(frame, loop, element);
                Object holds = predicate.at(frame);
                if (holds == null) {
                    unknown = true;
                } else if ((boolean) holds) {
                    found++;
                }
            }
            return found > 1 ? (Boolean) false : unknown ? null : (Boolean) (found == 1);
        };
    }

    /** The elements for which a predicate is true, or all; each mapped. */
    static Node collect(Loop loop, @Nullable Node predicate, Node mapped) {
        return frame -> {
            Object range = loop.range().at(frame);
            if (range == null) {
                return null;
            }
            List<@Nullable Object> result = new ArrayList<>();
            for (Object element : elements(range)) {
                next(frame, loop, element);
                if (predicate == null || Boolean.TRUE.equals(predicate.at(frame))) {
                    result.add(mapped.at(frame));
                }
            }
            return result;
        };
    }
}
