package io.runink.observe;

import io.runink.api.command.KernelInfo;
import io.runink.api.dag.Dag;
import io.runink.api.lineage.RunEvents;
import io.runink.api.run.RunReport;
import io.runink.api.slice.SliceMonitor;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Metrics as a listener of runs, in a kernel that stays; one for a single command counts nothing.
 */
@Component(service = {RunEvents.class, MetricsComponent.class})
public final class MetricsComponent implements RunEvents {

    private final @Nullable Metrics metrics;

    @Activate
    public MetricsComponent(@Reference KernelInfo kernel, @Reference SliceMonitor slices) {
        metrics = kernel.server() ? new Metrics() : null;
        metrics().ifPresent(it -> it.slices(slices));
    }

    Optional<Metrics> metrics() {
        return Optional.ofNullable(metrics);
    }

    @Override
    public void started(String run, String herd, Dag dag, Map<String, String> uris) {
        metrics().ifPresent(it -> it.runs().started(run, herd, dag, uris));
    }

    @Override
    public void held(Dag dag, Map<String, String> uris, RunReport report) {
        metrics().ifPresent(it -> it.runs().held(dag, uris, report));
    }

    @Override
    public void ended(Dag dag, Map<String, String> uris, RunReport report) {
        metrics().ifPresent(it -> it.runs().ended(dag, uris, report));
    }

    @Deactivate
    void stop() {
        metrics().ifPresent(Metrics::close);
    }
}
