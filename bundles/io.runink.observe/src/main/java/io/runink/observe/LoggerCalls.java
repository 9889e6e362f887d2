package io.runink.observe;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.logging.PaxContext;
import org.ops4j.pax.logging.PaxLogger;
import org.ops4j.pax.logging.PaxMarker;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LoggerConsumer;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;

/**
 * A logger, whichever of the interface's 130 methods is called: their names say the level ({@code
 * warn}, {@code fqwarn}, {@code isWarnEnabled}), their arguments are a class name (with {@code
 * fq}), perhaps a marker, a message, and what goes into it.
 */
final class LoggerCalls implements InvocationHandler {

    private static final Map<String, Level> LEVELS =
            Map.of(
                    "trace", Level.TRACE,
                    "debug", Level.DEBUG,
                    "info", Level.INFO,
                    "warn", Level.WARN,
                    "error", Level.ERROR,
                    "fatal", Level.ERROR,
                    "audit", Level.ERROR);

    private final Logs logs;
    private final PaxContext context;
    private final String name;

    private LoggerCalls(Logs logs, PaxContext context, String name) {
        this.logs = logs;
        this.context = context;
        this.name = name;
    }

    static PaxLogger logger(Logs logs, PaxContext context, String name) {
        return (PaxLogger)
                Proxy.newProxyInstance(
                        LoggerCalls.class.getClassLoader(),
                        new Class<?>[] {PaxLogger.class},
                        new LoggerCalls(logs, context, name));
    }

    @Override
    public @Nullable Object invoke(
            Object self, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        String call = method.getName();
        @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
        Optional<Level> asked = asked(call);
        if (asked.isPresent()) {
            return logs.enabled(name, asked.get());
        }
        Level level = LEVELS.get(call.startsWith("fq") ? call.substring(2) : call);
        if (level != null) {
            log(self, level, call.startsWith("fq") ? 1 : 0, given);
            return null;
        }
        return switch (call) {
            case "getName", "toString" -> name;
            case "getPaxContext" -> context;
            case "getLogLevel" -> logs.level(name).osgi();
            // Pax counts in the levels of OSGi's log service.
            case "getPaxLogLevel" -> paxLevel(logs.level(name).osgi());
            case "hashCode" -> hashCode();
            case "equals" ->
                    given[0] != null
                            && Proxy.isProxyClass(given[0].getClass())
                            && Proxy.getInvocationHandler(given[0]).equals(this);
            default -> throw new UnsupportedOperationException(call);
        };
    }

    private static Optional<Level> asked(String call) {
        if (!call.startsWith("is") || !call.endsWith("Enabled")) {
            return Optional.empty();
        }
        String level = call.substring(2, call.length() - "Enabled".length());
        return Optional.ofNullable(LEVELS.get(level.toLowerCase(Locale.ROOT)));
    }

    private void log(Object self, Level level, int from, @Nullable Object[] given)
            throws Exception {
        int at = from;
        if (at < given.length && (given[at] instanceof PaxMarker || given[at] == null)) {
            at++;
        }
        if (at >= given.length || !logs.enabled(name, level)) {
            return;
        }
        if (given[at] instanceof LoggerConsumer<?> later) {
            later.accept((PaxLogger) self);
            return;
        }
        FormattingTuple text =
                MessageFormatter.arrayFormat(String.valueOf(given[at]), flat(given, at + 1));
        logs.log(name, level, String.valueOf(text.getMessage()), text.getThrowable());
    }

    /** The arguments after the message; a variable number of them comes as one array. */
    private static @Nullable Object[] flat(@Nullable Object[] given, int from) {
        if (given.length == from + 1 && given[from] instanceof Object[] array) {
            return array;
        }
        return java.util.Arrays.copyOfRange(given, from, given.length);
    }

    private static int paxLevel(LogLevel level) {
        return switch (level) {
            case TRACE -> PaxLogger.LEVEL_TRACE;
            case DEBUG -> PaxLogger.LEVEL_DEBUG;
            case INFO -> PaxLogger.LEVEL_INFO;
            case WARN -> PaxLogger.LEVEL_WARNING;
            case ERROR, AUDIT -> PaxLogger.LEVEL_ERROR;
        };
    }
}
