package io.runink.lineage;

import io.runink.api.command.KernelInfo;
import io.runink.api.dag.Dag;
import io.runink.api.error.RuninkException;
import io.runink.api.lineage.RunEvents;
import io.runink.api.run.RunReport;
import java.time.InstantSource;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lineage as a listener of runs. A failure to write it is logged, and fails no run. */
@Component(service = RunEvents.class)
public final class LineageComponent implements RunEvents {

    private static final Logger LOG = LoggerFactory.getLogger(LineageComponent.class);

    private final Lineage lineage;

    @Activate
    public LineageComponent(@Reference KernelInfo kernel) {
        lineage =
                new Lineage(
                        kernel.home().resolve("lineage"), kernel.version(), InstantSource.system());
    }

    @Override
    public void started(String run, String herd, Dag dag, Map<String, String> uris) {
        kept(() -> lineage.started(run, herd, dag, uris));
    }

    @Override
    public void held(Dag dag, Map<String, String> uris, RunReport report) {
        kept(() -> lineage.held(dag, uris, report));
    }

    @Override
    public void ended(Dag dag, Map<String, String> uris, RunReport report) {
        kept(() -> lineage.ended(dag, uris, report));
    }

    private static void kept(Runnable writing) {
        try {
            writing.run();
        } catch (RuninkException e) {
            LOG.error("{}", e.getMessage());
        }
    }
}
