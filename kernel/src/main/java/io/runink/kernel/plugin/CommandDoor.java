package io.runink.kernel.plugin;

import io.runink.api.command.CommandLine;
import io.runink.api.command.Invocation;
import io.runink.kernel.Doors;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets the process outside execute commands. */
@Component(service = ToIntFunction.class, property = Doors.PROPERTY + "=" + Doors.COMMAND)
public final class CommandDoor implements ToIntFunction<Map<String, Object>> {

    private final CommandLine commands;
    private final Path home;

    @Activate
    public CommandDoor(BundleContext context, @Reference CommandLine commands) {
        this.commands = commands;
        this.home = Path.of(KernelComponent.property(context, Doors.HOME));
    }

    @Override
    public int applyAsInt(Map<String, Object> call) {
        return commands.execute(
                new Invocation(
                        arguments(call),
                        (Path) present(call, Doors.DIRECTORY),
                        home,
                        (Boolean) present(call, Doors.TERMINAL),
                        (PrintStream) present(call, Doors.OUTPUT),
                        (PrintStream) present(call, Doors.ERROR)));
    }

    static List<String> arguments(Map<String, Object> call) {
        return ((List<?>) present(call, Doors.ARGUMENTS)).stream().map(String::valueOf).toList();
    }

    static Object present(Map<String, Object> call, String key) {
        Object value = call.get(key);
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }
}
