package io.runink.observe;

import java.util.Arrays;
import java.util.Locale;
import org.osgi.service.log.LogLevel;

/** How much a line of the log matters, least first. */
enum Level {
    TRACE(LogLevel.TRACE),
    DEBUG(LogLevel.DEBUG),
    INFO(LogLevel.INFO),
    WARN(LogLevel.WARN),
    ERROR(LogLevel.ERROR);

    private final LogLevel osgi;

    Level(LogLevel osgi) {
        this.osgi = osgi;
    }

    LogLevel osgi() {
        return osgi;
    }

    /** Reads a name, in any case. */
    static Level parse(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(level -> level.name().equals(upper))
                .findFirst()
                .orElseThrow(() ->
                        ObserveError.BAD_LEVEL.exception(
                                "log level '"
                                        + text
                                        + "', expected TRACE, DEBUG, INFO,"
                                        + " WARN or ERROR",
                                "set level of io.runink.observe.logs"));
    }
}
