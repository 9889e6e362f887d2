package io.runink.barn;

import io.runink.api.barn.BarnCommand;
import io.runink.api.dag.Edge;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.run.RunRecord.Publication;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Commands as the control room would send them. */
final class Samples {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Samples() {}

    static BarnCommand herd(String name) {
        return new BarnCommand.PutHerd(Herd.named(name));
    }

    static BarnCommand contract(String version, String hash) {
        return new BarnCommand.PutContract(
                "farm", "reading", version, hash, Instant.parse("2026-01-01T00:00:00Z"));
    }

    static BarnCommand dag(String digest) {
        return new BarnCommand.PutDag("farm", "Readings", digest);
    }

    static BarnCommand open(String run) {
        return open(run, START);
    }

    static BarnCommand open(String run, Instant at) {
        return new BarnCommand.OpenRun(
                run, "farm", "Readings", "sha256:d", List.of("type 1 a"), at);
    }

    static BarnCommand assign(String run) {
        return assign(run, "farm", "sha256:d");
    }

    static BarnCommand assign(String run, String herd, String digest) {
        SlicePlan slice =
                new SlicePlan("steps", List.of("Check"), Resources.STANDARD, List.of(), "one");
        Plan plan =
                new Plan(
                        digest,
                        herd,
                        IsolationLevel.PROCESS,
                        List.of(slice),
                        List.of(new Edge("in", "Check", Edge.Kind.ROWS, "Reading")));
        return new BarnCommand.Assign(new Assignment(run, "n1", plan, 0));
    }

    static BarnCommand commit(String run, long token) {
        return new BarnCommand.CommitRun(
                run, token, List.of(new Publication("/stage/a", "/out/a", "00ff")));
    }

    static BarnCommand hold(String run, long token) {
        return new BarnCommand.HoldRun(
                run,
                token,
                List.of(new Publication("/stage/a", "/out/a", "00ff")),
                report(run, RunStatus.HELD));
    }

    static BarnCommand release(String run, boolean publish) {
        return new BarnCommand.ReleaseRun(run, publish);
    }

    static BarnCommand end(String run, RunStatus status) {
        return new BarnCommand.EndRun(run, status, report(run, status));
    }

    static RunReport report(String run, RunStatus status) {
        return new RunReport(
                run,
                "farm",
                status.text(),
                "sha256:d",
                "process",
                new RunReport.Rows(4, 3, 1, 0),
                List.of(),
                List.of(new RunReport.Output("out", "file:///out/a", 3, 30, "00ff")),
                new RunReport.DlqFigures("", 1, new TreeMap<>(Map.of("a.type", 1L))),
                12,
                List.of());
    }
}
