package io.runink.agent;

import io.runink.api.barn.Barn;
import io.runink.api.command.KernelInfo;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Problem;
import io.runink.api.lineage.RunEvents;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.RunMonitor;
import io.runink.api.run.RunProgress;
import io.runink.api.run.RunRecord;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Follows the Barn while there is one. */
@Component(service = RunMonitor.class, immediate = true)
public final class AgentComponent implements RunMonitor {

    /** An embedded kernel is a cluster of one; its agent has this name. */
    static final String LOCAL = "local";

    private final Agent agent;
    private final Set<RunEvents> events = ConcurrentHashMap.newKeySet();

    @Activate
    public AgentComponent(
            @Reference Barn barn,
            @Reference KernelInfo kernel,
            @Reference DagCompiler dags,
            @Reference Plugins plugins,
            @Reference SlicePoolComponent pool) {
        this.agent =
                new Agent(
                        LOCAL,
                        barn,
                        kernel,
                        dags,
                        plugins,
                        pool.warm(),
                        pool.commands(),
                        events,
                        Clock.systemUTC());
    }

    @Activate
    void start() {
        agent.start();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(RunEvents listener) {
        events.add(listener);
    }

    void remove(RunEvents listener) {
        events.remove(listener);
    }

    @Deactivate
    void stop() {
        agent.close();
    }

    @Override
    public List<Problem> spoiled(RunRecord held) {
        return agent.spoiled(held);
    }

    @Override
    public Optional<RunProgress> progress(String run) {
        return agent.progress(run);
    }
}
