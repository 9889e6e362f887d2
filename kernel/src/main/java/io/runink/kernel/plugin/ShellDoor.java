package io.runink.kernel.plugin;

import io.runink.kernel.Doors;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets the process outside open the console. */
@Component(service = ToIntFunction.class, property = Doors.PROPERTY + "=" + Doors.SHELL)
public final class ShellDoor implements ToIntFunction<Map<String, Object>> {

    private final CommandProcessor processor;

    @Activate
    public ShellDoor(@Reference CommandProcessor processor) {
        this.processor = processor;
    }

    @Override
    public int applyAsInt(Map<String, Object> call) {
        ShellSession session =
                new ShellSession(
                        processor,
                        (InputStream) CommandDoor.present(call, Doors.INPUT),
                        (PrintStream) CommandDoor.present(call, Doors.OUTPUT),
                        (PrintStream) CommandDoor.present(call, Doors.ERROR),
                        (Boolean) CommandDoor.present(call, Doors.TYPED));
        return session.run(CommandDoor.arguments(call));
    }
}
