package io.runink.agent;

import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.error.RuninkException;
import io.runink.api.lineage.RunEvents;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunReport;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells lineage and metrics how runs start and end. What they do with it never fails a run. */
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final Function<Assignment, DagArchive> archives;
    private final Collection<RunEvents> listeners;

    Announcer(Function<Assignment, DagArchive> archives, Collection<RunEvents> listeners) {
        this.archives = archives;
        this.listeners = listeners;
    }

    void started(Assignment assignment) {
        tell(
                assignment,
                dag ->
                        listeners.forEach(it ->
                                it.started(
                                        assignment.run(),
                                        assignment.plan().herd(),
                                        dag,
                                        assignment.uris())));
    }

    void held(Assignment assignment, RunReport report) {
        tell(assignment, dag -> listeners.forEach(it -> it.held(dag, assignment.uris(), report)));
    }

    void ended(Assignment assignment, RunReport report) {
        tell(assignment, dag -> listeners.forEach(it -> it.ended(dag, assignment.uris(), report)));
    }

    private void tell(Assignment assignment, Consumer<Dag> event) {
        try {
            event.accept(archives.apply(assignment).dag());
        } catch (RuninkException e) {
            LOG.warn("no lineage of run '{}': {}", assignment.run(), e.getMessage());
        }
    }
}
