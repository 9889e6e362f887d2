package io.runink.agent;

import io.runink.api.command.KernelInfo;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.SlicePool;
import io.runink.api.slice.LiveSlice;
import io.runink.api.slice.SliceMonitor;
import io.runink.spi.isolation.Launcher;
import java.time.Clock;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The pool needs no Barn: slices start while the Barn elects its leader. */
@Component(service = {SlicePool.class, SliceMonitor.class, SlicePoolComponent.class})
public final class SlicePoolComponent implements SlicePool, SliceMonitor {

    private final WarmPool slices;
    private final CommandStarter commands;

    @Activate
    public SlicePoolComponent(
            @Reference KernelInfo kernel,
            @Reference Launcher launcher,
            @Reference Plugins plugins) {
        // A kernel of one command is gone before what it kept warm could serve another.
        long budget =
                kernel.server()
                        ? Math.min(PoolPolicy.BUDGET_BYTES_MAX, MemoryFacts.available() / 8)
                        : 0;
        this.slices =
                new WarmPool(
                        new SliceStarter(kernel, launcher, plugins), Clock.systemUTC(), budget);
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

    @Override
    public List<LiveSlice> slices() {
        return slices.slices();
    }

    @Override
    public PoolFigures pool() {
        return slices.pool();
    }

    WarmPool warm() {
        return slices;
    }

    CommandStarter commands() {
        return commands;
    }
}
