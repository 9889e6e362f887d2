package io.runink.isolation;

import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.Launcher;
import io.runink.spi.isolation.SliceProcess;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Offers the launcher of this machine. Public, as the component runtime makes it by reflection. */
@Component(service = Launcher.class)
public final class LauncherComponent implements Launcher {

    private final SliceLauncher launcher;

    /** Looks at the machine; levels are tried when they are first asked for. */
    @Activate
    public LauncherComponent() {
        launcher = new SliceLauncher(Machine.here());
    }

    @Deactivate
    void stop() {
        launcher.close();
    }

    @Override
    public Capabilities capabilities() {
        return launcher.capabilities();
    }

    @Override
    public List<Capabilities.Mechanism> mechanisms() {
        return launcher.mechanisms();
    }

    @Override
    public SliceProcess launch(LaunchSpec spec) {
        return launcher.launch(spec);
    }
}
