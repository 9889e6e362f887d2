package io.runink.control;

import io.runink.api.barn.Barn;
import io.runink.api.command.KernelInfo;
import io.runink.api.plan.Planner;
import io.runink.api.plan.Scheduler;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.RunMonitor;
import io.runink.api.run.RunProgress;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunRequest;
import io.runink.api.run.Runs;
import io.runink.api.run.SlicePool;
import io.runink.spi.isolation.Launcher;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * There from the start; the Barn and the agent, which need a second, are waited for when needed.
 */
@Component(service = Runs.class)
public final class ControlComponent implements Runs {

    private final ControlRoom room;

    @Activate
    public ControlComponent(
            @Reference KernelInfo kernel,
            @Reference Planner planner,
            @Reference Scheduler scheduler,
            @Reference Plugins plugins,
            @Reference Launcher launcher,
            @Reference SlicePool pool) {
        this.room =
                new ControlRoom(
                        new ControlRoom.Rooms(kernel, planner, scheduler, plugins, launcher, pool),
                        Clock.systemUTC(),
                        new SecureRandom());
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setBarn(Barn barn) {
        room.barn().set(barn);
    }

    void unsetBarn(Barn barn) {
        room.barn().unset(barn);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setAgent(RunMonitor agent) {
        room.agent().set(agent);
    }

    void unsetAgent(RunMonitor agent) {
        room.agent().unset(agent);
    }

    @Override
    public RunReport run(RunRequest request, Consumer<RunProgress> progress) {
        return room.run(request, progress);
    }

    @Override
    public RunReport publish(String run) {
        return room.publish(run);
    }

    @Override
    public RunReport discard(String run) {
        return room.discard(run);
    }

    @Override
    public List<RunRecord> list() {
        return room.list();
    }

    @Override
    public Optional<RunRecord> find(String id) {
        return room.find(id);
    }
}
