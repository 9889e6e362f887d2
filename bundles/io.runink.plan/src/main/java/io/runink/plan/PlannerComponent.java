package io.runink.plan;

import io.runink.api.dag.Dag;
import io.runink.api.error.Outcome;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Planner;
import io.runink.api.plugin.Plugin;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Offers {@link AuthorityPlanner} as a service. */
@Component(service = Planner.class)
public final class PlannerComponent implements Planner {

    private final Planner planner = new AuthorityPlanner();

    /** Made by Declarative Services. */
    @Activate
    public PlannerComponent() {}

    @Override
    public Outcome<Plan> plan(
            Dag dag, String digest, Herd herd, IsolationLevel isolation, List<Plugin> plugins) {
        return planner.plan(dag, digest, herd, isolation, plugins);
    }
}
