package io.runink.control;

import io.runink.api.dag.RunPolicy;
import io.runink.api.error.ErrorType;
import io.runink.api.error.Problem;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs again what failed for a reason that may go away, as often as the scenario says. */
final class Attempts {

    /** A pause that doubles must end somewhere: ten minutes, in ms. */
    private static final long PAUSE_MILLIS_MAX = 600_000;

    private final RunPolicy policy;
    private final Pause pause;

    /** Waits. */
    interface Pause {
        void of(long millis);
    }

    Attempts(RunPolicy policy, Pause pause) {
        this.policy = policy;
        this.pause = pause;
    }

    /** The report of the last attempt, with a warning for each before it. */
    RunReport run(Supplier<RunReport> attempt) {
        List<Problem> warnings = new ArrayList<>();
        long millis = policy.backoffMillis();
        RunReport report = attempt.get();
        for (int retry = 1; retry <= policy.retries() && transientFailure(report); retry++) {
            warnings.add(warning(report, retry, millis));
            pause.of(millis);
            millis = Math.min(2 * millis, PAUSE_MILLIS_MAX);
            report = attempt.get();
        }
        return warnings.isEmpty() ? report : with(report, warnings);
    }

    /** What the user wrote, or a defect of ours, fails the same way every time. */
    private static boolean transientFailure(RunReport report) {
        return report.status().equals(RunStatus.FAILED.text())
                && !report.problems().isEmpty()
                && report.problems().stream()
                        .allMatch(it ->
                                it.type() == ErrorType.EXTERNAL
                                        || it.type() == ErrorType.RESOURCES);
    }

    private Problem warning(RunReport report, int attempt, long millis) {
        return ControlError.TRIED_AGAIN.problem(
                "attempt "
                        + attempt
                        + " of at most "
                        + (policy.retries() + 1)
                        + ", run '"
                        + report.run()
                        + "', failed with "
                        + report.problems().getFirst().code()
                        + " and was tried again after "
                        + millis
                        + " ms",
                "see 'runi runs show " + report.run() + "'");
    }

    private static RunReport with(RunReport report, List<Problem> warnings) {
        List<Problem> all = new ArrayList<>(warnings);
        all.addAll(report.warnings());
        return new RunReport(
                report.run(),
                report.herd(),
                report.status(),
                report.dag(),
                report.isolation(),
                report.rows(),
                report.steps(),
                report.outputs(),
                report.dlq(),
                report.millis(),
                report.problems(),
                report.rules(),
                all);
    }
}
