package io.runink.barn;

import io.runink.api.barn.BarnImage;
import io.runink.api.barn.BarnRecord;
import io.runink.api.barn.BarnRecord.Assigned;
import io.runink.api.barn.BarnRecord.ContractPut;
import io.runink.api.barn.BarnRecord.DagPut;
import io.runink.api.barn.BarnRecord.HerdPut;
import io.runink.api.barn.BarnRecord.RunCommitting;
import io.runink.api.barn.BarnRecord.RunEnded;
import io.runink.api.barn.BarnRecord.RunHeld;
import io.runink.api.barn.BarnRecord.RunOpened;
import io.runink.api.barn.BarnRecord.RunReleased;
import io.runink.api.plan.Assignment;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Applies records to images. Pure, and total: what was decided is never refused here. */
final class Replay {

    /** Ended runs kept; older ones are forgotten, so that the image stays bounded. */
    static final int ENDED_RUNS = 1000;

    private static final Comparator<RunRecord> OLDEST_FIRST =
            Comparator.comparing(RunRecord::started).thenComparing(RunRecord::run);

    private Replay() {}

    /** What the log's entry says, with what only its index tells: the fencing token. */
    static BarnRecord at(long index, BarnRecord record) {
        return record instanceof Assigned assigned
                ? new Assigned(assigned.assignment().committedAt(index))
                : record;
    }

    /**
     * The image after one record.
     *
     * @param index of the entry that holds it
     */
    static BarnImage replay(BarnImage image, long index, BarnRecord record) {
        return switch (record) {
            case HerdPut put ->
                    new BarnImage(
                            index,
                            with(image.herds(), put.herd().name(), put.herd()),
                            image.contracts(),
                            image.dags(),
                            image.runs(),
                            image.assignments(),
                            image.recorded());
            case ContractPut put -> contract(image, index, put);
            case DagPut put ->
                    new BarnImage(
                            index,
                            image.herds(),
                            image.contracts(),
                            with(image.dags(), dagKey(put.herd(), put.digest()), put.scenario()),
                            image.runs(),
                            image.assignments(),
                            image.recorded());
            case RunOpened opened ->
                    runs(
                            image,
                            index,
                            with(image.runs(), opened.run().run(), opened.run()),
                            image.assignments());
            case Assigned assigned -> {
                Assignment placed = assigned.assignment();
                yield runs(
                        image,
                        index,
                        moved(image, placed.run(), RunStatus.RUNNING, List.of(), null),
                        with(image.assignments(), placed.run(), placed));
            }
            case RunCommitting commit ->
                    runs(
                            image,
                            index,
                            moved(
                                    image,
                                    commit.run(),
                                    RunStatus.COMMITTING,
                                    commit.publications(),
                                    null),
                            image.assignments());
            case RunHeld held ->
                    runs(
                            image,
                            index,
                            moved(
                                    image,
                                    held.run(),
                                    RunStatus.HELD,
                                    held.publications(),
                                    held.report()),
                            image.assignments());
            case RunReleased released -> released(image, index, released);
            case RunEnded ended -> ended(image, index, ended);
        };
    }

    /** The same image at a later index. */
    static BarnImage advanced(BarnImage image, long index) {
        return runs(image, index, image.runs(), image.assignments());
    }

    static String contractKey(String herd, String id, String version) {
        return herd + "/" + id + "/" + version;
    }

    static String dagKey(String herd, String digest) {
        return herd + "/" + digest;
    }

    private static BarnImage released(BarnImage image, long index, RunReleased released) {
        RunRecord run = image.runs().get(released.run());
        List<RunRecord.Publication> publications = run == null ? List.of() : run.publications();
        RunReport report = run == null ? null : run.report();
        return runs(
                image,
                index,
                moved(
                        image,
                        released.run(),
                        released.publish() ? RunStatus.COMMITTING : RunStatus.DISCARDING,
                        publications,
                        report),
                image.assignments());
    }

    private static BarnImage ended(BarnImage image, long index, RunEnded ended) {
        RunRecord run = image.runs().get(ended.run());
        List<RunRecord.Publication> publications = run == null ? List.of() : run.publications();
        SortedMap<String, RunRecord> runs =
                bounded(moved(image, ended.run(), ended.status(), publications, ended.report()));
        SortedMap<String, Assignment> assignments = new TreeMap<>(image.assignments());
        assignments.remove(ended.run());
        return runs(image, index, runs, assignments);
    }

    private static SortedMap<String, RunRecord> bounded(SortedMap<String, RunRecord> runs) {
        if (runs.size() <= ENDED_RUNS) {
            return runs;
        }
        List<RunRecord> ended =
                runs.values().stream()
                        .filter(run -> run.status().ended())
                        .sorted(OLDEST_FIRST)
                        .toList();
        SortedMap<String, RunRecord> kept = new TreeMap<>(runs);
        ended.stream()
                .limit(Math.max(0, ended.size() - ENDED_RUNS))
                .forEach(run -> kept.remove(run.run()));
        return kept;
    }

    private static SortedMap<String, RunRecord> moved(
            BarnImage image,
            String id,
            RunStatus status,
            List<RunRecord.Publication> publications,
            @Nullable RunReport report) {
        RunRecord run = image.runs().get(id);
        if (run == null) {
            throw new IllegalStateException("no run '" + id + "' to move to " + status);
        }
        return with(
                image.runs(),
                id,
                new RunRecord(
                        run.run(),
                        run.herd(),
                        run.scenario(),
                        run.dagDigest(),
                        run.lock(),
                        run.started(),
                        status,
                        publications,
                        report));
    }

    private static BarnImage runs(
            BarnImage image,
            long index,
            SortedMap<String, RunRecord> runs,
            SortedMap<String, Assignment> assignments) {
        return new BarnImage(
                index,
                image.herds(),
                image.contracts(),
                image.dags(),
                runs,
                assignments,
                image.recorded());
    }

    private static BarnImage contract(BarnImage image, long index, ContractPut put) {
        String key = contractKey(put.herd(), put.id(), put.version());
        return new BarnImage(
                index,
                image.herds(),
                with(image.contracts(), key, put.hash()),
                image.dags(),
                image.runs(),
                image.assignments(),
                put.recorded() == null
                        ? image.recorded()
                        : with(image.recorded(), key, put.recorded()));
    }

    private static <V> SortedMap<String, V> with(Map<String, V> map, String key, V value) {
        SortedMap<String, V> copy = new TreeMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
