package io.runink.api.audit;

import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Problem;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.run.RunProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a scenario, its contracts and data against each other. The data goes through the real steps
 * in real slices, as a run whose sinks discard.
 */
public interface Auditor {

    /**
     * What to audit.
     *
     * @param compiled the scenario
     * @param golden the data, absolute; {@code GOLDEN.labels.jsonl} beside it is used where present
     * @param isolation the level of the slices; null for what the herd demands
     * @param workspace the folder relative paths start from
     */
    record Request(
            DagCompiler.Compiled compiled,
            Path golden,
            @Nullable IsolationLevel isolation,
            Path workspace) {
        public Request {
            Objects.requireNonNull(compiled, "compiled is null");
            Objects.requireNonNull(golden, "golden is null");
            Objects.requireNonNull(workspace, "workspace is null");
        }
    }

    /**
     * What the audit saw.
     *
     * @param rows read
     * @param accepted by every rule
     * @param rejected by at least one
     * @param labelled whether labels were there to compare with
     * @param coverage a line for each rule
     * @param findings what an author should change; a row that a rule is there to catch is none
     */
    record Report(
            long rows,
            long accepted,
            long rejected,
            boolean labelled,
            List<Coverage> coverage,
            List<Problem> findings) {
        public Report {
            coverage = List.copyOf(coverage);
            findings = List.copyOf(findings);
        }
    }

    /**
     * How the data exercised a rule.
     *
     * @param contract the contract's name
     * @param rule its id
     * @param violated rows that broke it
     * @param expected rows whose label says so; -1 without labels
     */
    record Coverage(String contract, String rule, long violated, long expected) {}

    /**
     * Audits.
     *
     * @throws io.runink.api.error.RuninkException if the data cannot be opened or the run failed
     */
    Report audit(Request request, Consumer<RunProgress> progress);

    /**
     * The report as JUnit XML. A finding is a failed test case; a rule is a passed one, whose
     * properties say how the data exercised it.
     */
    String junit(Report report);

    /** The report as one HTML page that needs no other file. */
    String html(Report report);
}
