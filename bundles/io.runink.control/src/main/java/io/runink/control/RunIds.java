package io.runink.control;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Ids of runs: they sort by time, and a person can say one. */
final class RunIds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunIds() {}

    /** For example {@code 20261124-205322-3fa9c}: UTC seconds and 20 random bits. */
    static String next(Instant now, RandomGenerator random) {
        return TIME.format(now) + "-" + String.format(Locale.ROOT, "%05x", random.nextInt(1 << 20));
    }
}
