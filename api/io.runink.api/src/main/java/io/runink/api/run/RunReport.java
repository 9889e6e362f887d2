package io.runink.api.run;

import io.runink.api.error.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run: the shape of {@code runi run --json}.
 *
 * @param run its id
 * @param herd whose
 * @param status an end, or that it is held: {@code RunStatus.text()}
 * @param dag digest of the DAG
 * @param isolation the level its slices had, in lower case
 * @param rows the counts
 * @param steps a line for each node that handled rows
 * @param outputs a line for each sink
 * @param dlq the rejected rows; null if the run failed before they were counted
 * @param millis wall time from the request to the end
 * @param problems why it failed, or why it is held; empty if neither
 * @param rules how often each rule was broken, rules that were not left out
 * @param warnings what a person should know though the run did not fail
 */
public record RunReport(
        String run,
        String herd,
        String status,
        String dag,
        String isolation,
        Rows rows,
        List<StepFigures> steps,
        List<Output> outputs,
        @Nullable DlqFigures dlq,
        long millis,
        List<Problem> problems,
        List<RuleFigures> rules,
        List<Problem> warnings) {

    public RunReport {
        steps = List.copyOf(steps);
        outputs = List.copyOf(outputs);
        problems = List.copyOf(problems);
        rules = List.copyOf(rules);
        warnings = List.copyOf(warnings);
    }

    /** A report without rules and warnings. */
    public RunReport(
            String run,
            String herd,
            String status,
            String dag,
            String isolation,
            Rows rows,
            List<StepFigures> steps,
            List<Output> outputs,
            @Nullable DlqFigures dlq,
            long millis,
            List<Problem> problems) {
        this(
                run, herd, status, dag, isolation, rows, steps, outputs, dlq, millis, problems,
                List.of(), List.of());
    }

    /**
     * How often a rule was broken.
     *
     * @param node where it was enforced
     * @param rule its id
     * @param action what followed: an {@code Action.text()}
     * @param rows that broke it; 1 for a rule over a whole dataset
     */
    public record RuleFigures(String node, String rule, String action, long rows) {}

    /**
     * Row counts. Where every step is one-to-one or filtering, {@code read = written + quarantined
     * + filtered}.
     */
    public record Rows(long read, long written, long quarantined, long filtered) {
        /** No rows at all. */
        public static final Rows NONE = new Rows(0, 0, 0, 0);
    }

    /**
     * One node's figures.
     *
     * @param step the node
     * @param slice the slice that ran it
     * @param pid of the slice's process on the host
     * @param uid of the slice's process on the host
     * @param isolation its level
     * @param rowsIn rows that came
     * @param rowsOut rows that went on
     * @param rejected rows that went to the dead-letter queue
     * @param batches batches that came (for a source: that it read)
     * @param millis time spent in the node
     * @param memoryPeakBytes the slice's peak, read from its cgroup; 0 where it has none
     * @param memoryLimitBytes the slice's limit
     * @param throttledMillis how long the slice's threads, added up, were kept waiting by its
     *     processor limit; 0 where it has no cgroup
     */
    public record StepFigures(
            String step,
            String slice,
            long pid,
            long uid,
            String isolation,
            long rowsIn,
            long rowsOut,
            long rejected,
            long batches,
            long millis,
            long memoryPeakBytes,
            long memoryLimitBytes,
            long throttledMillis) {}

    /**
     * What a sink wrote.
     *
     * @param name of the sink
     * @param uri absolute
     * @param rows written
     * @param bytes written
     * @param sha256 of what was written, hex
     */
    public record Output(String name, String uri, long rows, long bytes, String sha256) {}

    /**
     * The rejected rows.
     *
     * @param uri absolute; empty where the scenario has no dead-letter queue
     * @param rows rejected
     * @param byRule violations by rule id; their sum is at least {@code rows}
     */
    public record DlqFigures(String uri, long rows, SortedMap<String, Long> byRule) {
        public DlqFigures {
            byRule = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(byRule)));
        }
    }
}
