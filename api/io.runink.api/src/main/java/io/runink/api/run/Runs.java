package io.runink.api.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs: started, watched, listed. A service of the control room. */
public interface Runs {

    /**
     * Runs a DAG to its end.
     *
     * @param request what to run
     * @param progress told how far it is, about twice a second, from one thread at a time
     * @return the report, also of a run that failed
     * @throws io.runink.api.error.RuninkException if the run was refused before it started
     */
    RunReport run(RunRequest request, Consumer<RunProgress> progress);

    /** Every run the Barn knows, newest first. */
    List<RunRecord> list();

    /** One run, by its id or an unambiguous beginning of it. */
    Optional<RunRecord> find(String id);

    /**
     * Lets a held run's outputs become visible, and waits until they are.
     *
     * @param run its id
     * @return the report of the completed run
     * @throws io.runink.api.error.RuninkException if the run is not held, or what it staged is not
     *     what it was; nothing became visible then
     */
    RunReport publish(String run);

    /**
     * Throws away what a held run staged.
     *
     * @param run its id
     * @return the report of the cancelled run
     * @throws io.runink.api.error.RuninkException if the run is not held
     */
    RunReport discard(String run);
}
