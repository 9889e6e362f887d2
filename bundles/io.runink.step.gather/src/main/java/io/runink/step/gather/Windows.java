package io.runink.step.gather;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import java.util.Set;

/**
 * Which windows a row is in, by its time, and when it is late. Times are microseconds since
 * 1970-01-01T00:00:00Z, where windows of every size begin.
 */
final class Windows {

    static final String START = "window_start";
    static final String END = "window_end";

    /** The parameters that describe windows. */
    static final Set<String> PARAMETERS =
            Set.of(
                    "window.kind",
                    "window.time",
                    "window.size",
                    "window.slide",
                    "window.gap",
                    "window.watermark",
                    "window.late");

    /** Most windows that a row may be in. */
    private static final long OVERLAP_MAX = 10_000;

    /** What becomes of a late row. */
    enum Late {
        QUARANTINE,
        FILTER,
        INCLUDE
    }

    private final int column;
    private final boolean sessions;
    private final long size;
    private final long slide;
    private final long allowed;
    private final Late late;
    private final long[] starts;
    private long latest = Long.MIN_VALUE;

    /** Windows as parameters describe them. */
    Windows(Parameters parameters, Contract input) {
        String kind = parameters.oneOf("window.kind", "tumbling", "sliding", "session");
        String time = parameters.required("window.time").getFirst();
        column = Columns.place(input, time);
        if (input.fields().get(column).type().kind() != DataType.Kind.TIMESTAMP) {
            throw new IllegalArgumentException(
                    "column '"
                            + time
                            + "' is "
                            + input.fields().get(column).type()
                            + ", expected a timestamp");
        }
        sessions = kind.equals("session");
        size = positive(parameters, sessions ? "window.gap" : "window.size");
        slide = kind.equals("sliding") ? positive(parameters, "window.slide") : size;
        if (slide > size || size / slide > OVERLAP_MAX) {
            throw new IllegalArgumentException(
                    "parameter 'window.slide' is not between the size and a "
                            + OVERLAP_MAX
                            + "th of it");
        }
        allowed = parameters.micros("window.watermark");
        late =
                Late.valueOf(
                        parameters
                                .oneOf("window.late", "quarantine", "filter", "include")
                                .toUpperCase(java.util.Locale.ROOT));
        starts = new long[(int) ((size + slide - 1) / slide)];
    }

    private static long positive(Parameters parameters, String name) {
        long micros = parameters.micros(name);
        if (micros <= 0) {
            throw new IllegalArgumentException("parameter '" + name + "' is missing or 0");
        }
        return micros;
    }

    /** The place of the column that says when a row was. */
    int column() {
        return column;
    }

    /** Whether they are sessions, which rows make themselves. */
    boolean sessions() {
        return sessions;
    }

    /** How long they last; of sessions, how far apart their rows may be. */
    long size() {
        return size;
    }

    /** What becomes of late rows. */
    Late late() {
        return late;
    }

    /** The beginning of a window that {@link #assign} found. */
    long start(int window) {
        return starts[window];
    }

    /**
     * Finds the windows that are open for a row, in the order they begin. A window is closed once
     * its end is as far behind the latest row in time as rows may be late. Of sessions, it is the
     * one that the row would begin by itself.
     *
     * @return how many; none if the row is late
     */
    int assign(long time) {
        latest = Math.max(latest, time);
        boolean closing = allowed >= 0 && late != Late.INCLUDE;
        long watermark = closing ? latest - allowed : Long.MIN_VALUE;
        if (sessions) {
            starts[0] = time;
            return time + size <= watermark ? 0 : 1;
        }
        int count = 0;
        long last = Math.floorDiv(time, slide) * slide;
        long first = last - (last - (time - size + 1)) / slide * slide;
        for (long start = first; start <= last; start += slide) {
            if (start + size > watermark) {
                starts[count++] = start;
            }
        }
        return count;
    }
}
