package io.runink.agent;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.barn.BarnRecord;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** As much of a Barn as an agent meets, in memory. */
final class InMemoryBarn implements Barn {

    private final TreeMap<String, RunRecord> runs = new TreeMap<>();
    private final TreeMap<String, Assignment> assignments = new TreeMap<>();
    private final List<Consumer<Change>> watchers = new ArrayList<>();
    private long revision;
    private boolean refuseCommits;
    private boolean loseAtCommit;
    private boolean recordLast;
    private boolean lost;

    synchronized void refuseCommits() {
        refuseCommits = true;
    }

    /**
     * The next commit finds nobody, and so does all after it.
     *
     * @param recorded whether it arrived, and only its answer was lost
     */
    synchronized void loseAtCommit(boolean recorded) {
        loseAtCommit = true;
        recordLast = recorded;
    }

    /** It answers again. */
    synchronized void find() {
        loseAtCommit = false;
        lost = false;
    }

    private void answer() {
        if (lost) {
            throw AgentError.DEFECT.exception("the Barn does not answer", "wait");
        }
    }

    synchronized void put(RunRecord run, @Nullable Assignment assignment) {
        runs.put(run.run(), run);
        if (assignment != null) {
            assignments.put(run.run(), assignment);
        }
    }

    @Override
    public synchronized long submit(BarnCommand command) {
        answer();
        revision++;
        switch (command) {
            case BarnCommand.Assign assign -> {
                Assignment committed = assign.assignment().committedAt(revision);
                assignments.put(committed.run(), committed);
                change(committed.run(), RunStatus.RUNNING, List.of(), null);
                tell(new BarnRecord.Assigned(committed));
            }
            case BarnCommand.CommitRun commit -> {
                Assignment assignment = assignments.get(commit.run());
                if (refuseCommits || assignment == null || assignment.token() != commit.token()) {
                    throw AgentError.DEFECT.exception("the token is old", "nothing");
                }
                if (!loseAtCommit || recordLast) {
                    change(commit.run(), RunStatus.COMMITTING, commit.publications(), null);
                }
                lost = loseAtCommit;
                answer();
            }
            case BarnCommand.HoldRun hold -> {
                if (refuseCommits) {
                    throw AgentError.DEFECT.exception("the token is old", "nothing");
                }
                change(hold.run(), RunStatus.HELD, hold.publications(), hold.report());
                tell(new BarnRecord.RunHeld(hold.run(), hold.publications(), hold.report()));
            }
            case BarnCommand.ReleaseRun release -> {
                RunRecord held = run(release.run());
                change(
                        release.run(),
                        release.publish() ? RunStatus.COMMITTING : RunStatus.DISCARDING,
                        held.publications(),
                        held.report());
                tell(new BarnRecord.RunReleased(release.run(), release.publish()));
            }
            case BarnCommand.EndRun end -> {
                change(end.run(), end.status(), List.of(), end.report());
                assignments.remove(end.run());
                tell(new BarnRecord.RunEnded(end.run(), end.status(), end.report()));
            }
            default -> throw new IllegalArgumentException(command.toString());
        }
        return revision;
    }

    /** One run. */
    synchronized RunRecord run(String run) {
        return Objects.requireNonNull(runs.get(run));
    }

    private void change(
            String run,
            RunStatus status,
            List<RunRecord.Publication> publications,
            @Nullable RunReport report) {
        RunRecord old = run(run);
        runs.put(
                run,
                new RunRecord(
                        run,
                        old.herd(),
                        old.scenario(),
                        old.dagDigest(),
                        old.lock(),
                        old.started(),
                        status,
                        publications,
                        report));
    }

    private void tell(BarnRecord record) {
        List.copyOf(watchers).forEach(it -> it.accept(new Change(revision, record)));
    }

    @Override
    public synchronized BarnImage image() {
        answer();
        return new BarnImage(
                revision,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(runs),
                new TreeMap<>(assignments));
    }

    @Override
    public synchronized Watch watch(long after, Consumer<Change> listener) {
        watchers.add(listener);
        return () -> {
            synchronized (this) {
                watchers.remove(listener);
            }
        };
    }
}
