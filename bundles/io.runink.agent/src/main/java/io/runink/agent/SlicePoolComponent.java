package io.runink.agent;

import io.runink.api.command.KernelInfo;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.SlicePool;
import io.runink.spi.isolation.Launcher;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The pool needs no Barn: slices start while the Barn elects its leader. */
@Component(service = {SlicePool.class, SlicePoolComponent.class})
public final class SlicePoolComponent implements SlicePool {

    private final ParkedSlices slices;
    private final CommandStarter commands;

    @Activate
    public SlicePoolComponent(
            @Reference KernelInfo kernel,
            @Reference Launcher launcher,
            @Reference Plugins plugins) {
        this.slices = new ParkedSlices(new SliceStarter(kernel, launcher, plugins));
        this.commands = new CommandStarter(kernel, launcher);
    }

    @Deactivate
    void stop() {
        slices.close();
    }

    @Override
    public void prepare(List<SlicePlan> planned, IsolationLevel isolation, long inputBytes) {
        slices.prepare(planned, isolation, inputBytes);
    }

    ParkedSlices slices() {
        return slices;
    }

    CommandStarter commands() {
        return commands;
    }
}
