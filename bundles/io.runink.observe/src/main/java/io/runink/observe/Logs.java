package io.runink.observe;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.logging.PaxContext;

/** Turns what is logged into lines, and decides what is. */
final class Logs {

    /** Ids that lines carry when the thread's context has them. */
    private static final List<String> IDS = List.of("run", "step", "herd");

    /** Libraries that tell more than an operator wants to know. */
    private static final List<String> CHATTY =
            List.of("org.apache.ratis", "org.apache.felix", "org.ops4j", "io.netty", "io.grpc");

    /** Frames of an exception that a line holds. */
    private static final int FRAMES = 40;

    /** Causes of an exception that a line holds. */
    private static final int CAUSES = 8;

    private final LogFile file;
    private final PaxContext context;
    private final InstantSource clock;
    private volatile Level level;

    Logs(LogFile file, PaxContext context, InstantSource clock, Level level) {
        this.file = file;
        this.context = context;
        this.clock = clock;
        this.level = level;
    }

    void level(Level wanted) {
        level = wanted;
    }

    Level level(String logger) {
        boolean chatty = CHATTY.stream().anyMatch(logger::startsWith);
        return chatty && level.compareTo(Level.WARN) < 0 && level != Level.TRACE
                ? Level.WARN
                : level;
    }

    boolean enabled(String logger, Level wanted) {
        return wanted.compareTo(level(logger)) >= 0;
    }

    void log(String logger, Level at, String message, @Nullable Throwable cause) {
        if (!enabled(logger, at)) {
            return;
        }
        Map<String, Object> line = new TreeMap<>();
        line.put("ts", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", at.name());
        line.put("logger", logger);
        line.put("message", message);
        for (String id : IDS) {
            Object value = context.get(id);
            if (value != null) {
                line.put(id, value.toString());
            }
        }
        if (cause != null) {
            line.put("error", error(cause));
        }
        file.write(line);
    }

    private static List<String> error(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        Throwable at = thrown;
        for (int i = 0; i < CAUSES && at != null; i++, at = at.getCause()) {
            lines.add((i == 0 ? "" : "caused by ") + at);
            for (StackTraceElement frame : at.getStackTrace()) {
                if (lines.size() >= FRAMES) {
                    return lines;
                }
                lines.add("at " + frame);
            }
        }
        return lines;
    }
}
