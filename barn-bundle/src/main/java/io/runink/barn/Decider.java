package io.runink.barn;

import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnCommand.Assign;
import io.runink.api.barn.BarnCommand.CommitRun;
import io.runink.api.barn.BarnCommand.EndRun;
import io.runink.api.barn.BarnCommand.HoldRun;
import io.runink.api.barn.BarnCommand.OpenRun;
import io.runink.api.barn.BarnCommand.PutContract;
import io.runink.api.barn.BarnCommand.PutDag;
import io.runink.api.barn.BarnCommand.PutHerd;
import io.runink.api.barn.BarnCommand.ReleaseRun;
import io.runink.api.barn.BarnImage;
import io.runink.api.barn.BarnRecord;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunStatus;
import java.util.List;
import java.util.Optional;

/** Decides commands. Pure: no clock, no randomness, nothing but the command and the image. */
final class Decider {

    private Decider() {}

    /** What the command comes to, on that image. */
    static Decision decide(BarnCommand command, BarnImage image) {
        return switch (command) {
            case PutHerd put -> herd(put, image);
            case PutContract put -> contract(put, image);
            case PutDag put -> dag(put, image);
            case OpenRun open -> open(open, image);
            case Assign assign -> assign(assign.assignment(), image);
            case CommitRun commit ->
                    fenced(commit.run(), commit.token(), "commit", image)
                            .orElseGet(() ->
                                    Decision.change(
                                            new BarnRecord.RunCommitting(
                                                    commit.run(), commit.publications())));
            case HoldRun hold ->
                    fenced(hold.run(), hold.token(), "hold", image)
                            .orElseGet(() ->
                                    Decision.change(
                                            new BarnRecord.RunHeld(
                                                    hold.run(),
                                                    hold.publications(),
                                                    hold.report())));
            case ReleaseRun release -> release(release, image);
            case EndRun end -> end(end, image);
        };
    }

    private static Decision herd(PutHerd put, BarnImage image) {
        return put.herd().equals(image.herds().get(put.herd().name()))
                ? Decision.nothing()
                : Decision.change(new BarnRecord.HerdPut(put.herd()));
    }

    private static Decision contract(PutContract put, BarnImage image) {
        if (!image.herds().containsKey(put.herd())) {
            return unknownHerd(put.herd());
        }
        String known =
                image.contracts().get(Replay.contractKey(put.herd(), put.id(), put.version()));
        if (known == null) {
            return Decision.change(
                    new BarnRecord.ContractPut(
                            put.herd(), put.id(), put.version(), put.hash(), put.recorded()));
        }
        if (known.equals(put.hash())) {
            return Decision.nothing();
        }
        return Decision.refuse(
                BarnError.CONTRACT_CHANGED.problem(
                        "contract '%s' version '%s' of herd '%s' is known with hash '%s', not '%s'"
                                .formatted(put.id(), put.version(), put.herd(), known, put.hash()),
                        "a version never changes: give the contract a new version"));
    }

    private static Decision dag(PutDag put, BarnImage image) {
        if (!image.herds().containsKey(put.herd())) {
            return unknownHerd(put.herd());
        }
        return put.scenario().equals(image.dags().get(Replay.dagKey(put.herd(), put.digest())))
                ? Decision.nothing()
                : Decision.change(new BarnRecord.DagPut(put.herd(), put.scenario(), put.digest()));
    }

    private static Decision open(OpenRun open, BarnImage image) {
        if (!image.herds().containsKey(open.herd())) {
            return unknownHerd(open.herd());
        }
        if (image.runs().containsKey(open.run())) {
            return Decision.refuse(
                    BarnError.RUN_TAKEN.problem(
                            "run '" + open.run() + "' exists, expected an id nobody has used",
                            "open the run under a new id"));
        }
        return Decision.change(
                new BarnRecord.RunOpened(
                        new RunRecord(
                                open.run(),
                                open.herd(),
                                open.scenario(),
                                open.dagDigest(),
                                open.lock(),
                                open.started(),
                                RunStatus.PENDING,
                                List.of(),
                                null)));
    }

    private static Decision assign(Assignment assignment, BarnImage image) {
        RunRecord run = image.runs().get(assignment.run());
        if (run == null) {
            return unknownRun(assignment.run());
        }
        if (run.status() != RunStatus.PENDING) {
            return Decision.refuse(
                    BarnError.NOT_PENDING.problem(
                            "run '%s' is '%s', expected 'pending' to place it"
                                    .formatted(run.run(), run.status().text()),
                            "place a run once"));
        }
        if (!run.herd().equals(assignment.plan().herd())
                || !run.dagDigest().equals(assignment.plan().dagDigest())) {
            return Decision.refuse(
                    BarnError.FOREIGN_ASSIGNMENT.problem(
                            "the plan is of herd '%s' and DAG '%s', run '%s' of '%s' and '%s'"
                                    .formatted(
                                            assignment.plan().herd(),
                                            assignment.plan().dagDigest(),
                                            run.run(),
                                            run.herd(),
                                            run.dagDigest()),
                            "place a plan that was made for this run"));
        }
        return Decision.change(new BarnRecord.Assigned(assignment.committedAt(0)));
    }

    /** Why an attempt may not decide over a run's outputs; empty if it may. */
    private static Optional<Decision> fenced(String id, long token, String to, BarnImage image) {
        RunRecord run = image.runs().get(id);
        if (run == null) {
            return Optional.of(unknownRun(id));
        }
        Assignment assignment = image.assignments().get(id);
        if (run.status() != RunStatus.RUNNING || assignment == null) {
            return Optional.of(
                    Decision.refuse(
                            BarnError.NOT_RUNNING.problem(
                                    "run '%s' is '%s', expected 'running' to %s it"
                                            .formatted(run.run(), run.status().text(), to),
                                    "its outputs stay invisible; start the run again")));
        }
        // Indexes start at 1, so a command of the batch that places the run cannot guess its token.
        if (token < 1 || token != assignment.token()) {
            return Optional.of(
                    Decision.refuse(
                            BarnError.STALE_TOKEN.problem(
                                    "token '%d' does not fence run '%s', expected '%d'"
                                            .formatted(token, run.run(), assignment.token()),
                                    "another attempt holds the run; discard this one's outputs")));
        }
        return Optional.empty();
    }

    private static Decision release(ReleaseRun release, BarnImage image) {
        RunRecord run = image.runs().get(release.run());
        if (run == null) {
            return unknownRun(release.run());
        }
        if (run.status() == RunStatus.HELD) {
            return Decision.change(new BarnRecord.RunReleased(release.run(), release.publish()));
        }
        // A committing run has a report only if it was held.
        boolean published = run.status() == RunStatus.COMMITTING && run.report() != null;
        boolean done =
                release.publish()
                        ? published || run.status() == RunStatus.COMPLETED
                        : run.status() == RunStatus.DISCARDING
                                || run.status() == RunStatus.CANCELLED;
        return done
                ? Decision.nothing()
                : Decision.refuse(
                        BarnError.NOT_HELD.problem(
                                "run '%s' is '%s', expected 'held' to %s it"
                                        .formatted(
                                                run.run(),
                                                run.status().text(),
                                                release.publish() ? "publish" : "discard"),
                                "see 'runi runs list' for the runs that are held"));
    }

    private static Decision end(EndRun end, BarnImage image) {
        RunRecord run = image.runs().get(end.run());
        if (run == null) {
            return unknownRun(end.run());
        }
        if (run.status().ended()) {
            return Decision.nothing();
        }
        boolean completed = end.status() == RunStatus.COMPLETED;
        boolean early = completed && run.status() == RunStatus.PENDING;
        boolean spared =
                run.status() == RunStatus.DISCARDING && end.status() != RunStatus.CANCELLED;
        if (!end.status().ended() || early || spared || run.status() == RunStatus.HELD) {
            return Decision.refuse(
                    BarnError.NO_END.problem(
                            "run '%s' is '%s' and cannot end as '%s'"
                                    .formatted(run.run(), run.status().text(), end.status().text()),
                            "release it if it is held; end it as 'completed' once it ran, as"
                                    + " 'cancelled' if it is discarded, else as 'failed'"));
        }
        if (run.status() == RunStatus.COMMITTING && !completed) {
            return Decision.refuse(
                    BarnError.MUST_COMPLETE.problem(
                            "run '%s' is committing and cannot end as '%s', expected 'completed'"
                                    .formatted(run.run(), end.status().text()),
                            "publish the files it recorded, then complete it"));
        }
        return Decision.change(new BarnRecord.RunEnded(end.run(), end.status(), end.report()));
    }

    private static Decision unknownHerd(String herd) {
        return Decision.refuse(
                BarnError.UNKNOWN_HERD.problem(
                        "herd '" + herd + "' is unknown, expected a registered herd",
                        "run 'runi herd init " + herd + "' or 'runi herd apply FILE' first"));
    }

    private static Decision unknownRun(String run) {
        return Decision.refuse(
                BarnError.UNKNOWN_RUN.problem(
                        "run '" + run + "' is unknown, expected the id of an opened run",
                        "see 'runi runs list'"));
    }
}
