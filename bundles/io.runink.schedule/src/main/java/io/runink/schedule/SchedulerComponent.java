package io.runink.schedule;

import io.runink.api.error.Outcome;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.ClusterImage;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Scheduler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Offers {@link FirstFit} as a service. */
@Component(service = Scheduler.class)
public final class SchedulerComponent implements Scheduler {

    private final Scheduler scheduler = new FirstFit();

    /** Made by Declarative Services. */
    @Activate
    public SchedulerComponent() {}

    @Override
    public Outcome<Assignment> schedule(String run, Plan plan, ClusterImage cluster) {
        return scheduler.schedule(run, plan, cluster);
    }
}
