package io.runink.kernel.plugin;

import io.runink.api.command.KernelInfo;
import io.runink.kernel.Doors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Publishes where this kernel lives. The framework takes the service back when it stops. */
@Component(
        service = {},
        immediate = true)
public final class KernelComponent {

    @Activate
    public KernelComponent(BundleContext context) {
        Path distribution = Path.of(property(context, Doors.DISTRIBUTION));
        KernelInfo info =
                new KernelInfo(
                        Path.of(property(context, Doors.HOME)),
                        distribution,
                        Boolean.parseBoolean(property(context, Doors.SERVER)),
                        Instant.now(),
                        version(distribution));
        context.registerService(KernelInfo.class, info, FrameworkUtil.asDictionary(Map.of()));
    }

    static String property(BundleContext context, String name) {
        String value = context.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("framework property '" + name + "' is not set");
        }
        return value;
    }

    private static String version(Path distribution) {
        try {
            return Files.readAllLines(distribution.resolve("VERSION")).getFirst().strip();
        } catch (IOException | java.util.NoSuchElementException e) {
            return "unknown";
        }
    }
}
