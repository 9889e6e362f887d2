package io.runink.observe;

import io.runink.api.command.KernelInfo;
import io.runink.api.error.RuninkException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.logging.PaxContext;
import org.ops4j.pax.logging.PaxLogger;
import org.ops4j.pax.logging.PaxLoggingService;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The back end behind pax-logging-api's fronts: all bundles' SLF4J, JUL, and OSGi loggers end here.
 * A bundle's logger follows it as soon as it appears.
 */
@Component(
        service = {PaxLoggingService.class, LogService.class},
        immediate = true,
        configurationPid = LogsComponent.PID)
@Designate(ocd = LogsComponent.Config.class)
public final class LogsComponent implements PaxLoggingService {

    static final String PID = "io.runink.observe.logs";

    /** Of one file; five of them are kept. */
    private static final long FILE_BYTES = 16L * 1024 * 1024;

    /** What can be configured. */
    @ObjectClassDefinition(name = "Logs", description = "logs/runink.jsonl of the home")
    @interface Config {
        @AttributeDefinition(
                name = "level",
                description =
                        "Least level that is logged: TRACE, DEBUG, INFO, WARN or ERROR. Libraries"
                                + " are quiet below WARN, unless it is TRACE")
        String level() default "INFO";
    }

    private final PaxContext context = new PaxContext();
    private final LogFile file;
    private final Logs logs;

    @Activate
    public LogsComponent(@Reference KernelInfo kernel, Config config) {
        file = new LogFile(kernel.home().resolve("logs"), FILE_BYTES);
        logs = new Logs(file, context, InstantSource.system(), Level.INFO);
        configure(config);
    }

    @Modified
    void configure(Config config) {
        try {
            logs.level(Level.parse(config.level()));
        } catch (RuninkException e) {
            logs.log(
                    LogsComponent.class.getName(),
                    Level.ERROR,
                    String.valueOf(e.getMessage()),
                    null);
        }
    }

    @Deactivate
    void stop() {
        file.close();
    }

    @Override
    public PaxLogger getLogger(@Nullable Bundle bundle, String category, String fqcn) {
        return LoggerCalls.logger(logs, context, category == null ? "" : category);
    }

    @Override
    public LogLevel getLogLevel() {
        return logs.level("").osgi();
    }

    @Override
    public PaxContext getPaxContext() {
        return context;
    }

    @Override
    public Logger getLogger(String name) {
        return LoggerCalls.logger(logs, context, name);
    }

    @Override
    public Logger getLogger(Class<?> named) {
        return getLogger(named.getName());
    }

    @Override
    public <L extends Logger> L getLogger(String name, Class<L> type) {
        return type.cast(LoggerCalls.logger(logs, context, name));
    }

    @Override
    public <L extends Logger> L getLogger(Class<?> named, Class<L> type) {
        return getLogger(named.getName(), type);
    }

    @Override
    public <L extends Logger> L getLogger(Bundle bundle, String name, Class<L> type) {
        return getLogger(name, type);
    }

    @Override
    @Deprecated
    public void log(int level, String message) {
        old(level, message, null);
    }

    @Override
    @Deprecated
    public void log(int level, String message, @Nullable Throwable cause) {
        old(level, message, cause);
    }

    @Override
    @Deprecated
    public void log(@Nullable ServiceReference<?> reference, int level, String message) {
        old(level, message, null);
    }

    @Override
    @Deprecated
    public void log(
            @Nullable ServiceReference<?> reference,
            int level,
            String message,
            @Nullable Throwable cause) {
        old(level, message, cause);
    }

    private void old(int level, String message, @Nullable Throwable cause) {
        logs.log("org.osgi.service.log", level(level), String.valueOf(message), cause);
    }

    /**
     * The numbers of OSGi's log service before it had levels: 1 is an error, 4 is for debugging.
     */
    private static Level level(int number) {
        return switch (number) {
            case 1 -> Level.ERROR;
            case 2 -> Level.WARN;
            case 3 -> Level.INFO;
            default -> Level.DEBUG;
        };
    }
}
