package io.runink.agent;

import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DatasetUri;
import io.runink.api.dag.Node;
import io.runink.api.error.Problem;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.Plan;
import io.runink.api.run.RunProgress;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunStatus;
import io.runink.api.slice.SliceMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Adds up what the slices said into what people read. Pure. */
final class Reports {

    private Reports() {}

    /** How far a run is. */
    static RunProgress progress(DagArchive archive, List<SliceLink> slices, long inputBytes) {
        RunReport.Rows rows = rows(archive, figures(slices));
        long bytes = figures(slices).values().stream().mapToLong(SliceMessage.Figures::bytes).sum();
        return new RunProgress(rows.read(), rows.written(), rows.quarantined(), bytes, inputBytes);
    }

    /**
     * The end of a run, or what is known of it when it is held.
     *
     * @param slices those that were started; their exits are known, or they never started
     * @param problems why it failed or is held; empty if it completed
     */
    static RunReport report(
            Assignment assignment,
            DagArchive archive,
            List<SliceLink> slices,
            Duration took,
            RunStatus status,
            List<Problem> problems) {
        Plan plan = assignment.plan();
        Map<String, SliceMessage.Figures> figures = figures(slices);
        boolean done = status != RunStatus.FAILED;
        List<Problem> warnings = new ArrayList<>();
        each(slices, SliceMessage.Prepared::warnings).forEach(warnings::add);
        if (status == RunStatus.COMPLETED) {
            // Nothing of a dry run is published, so nothing of it is held.
            warnings.addAll(holds(slices));
        }
        return new RunReport(
                assignment.run(),
                plan.herd(),
                status.text(),
                archive.digest(),
                plan.isolation().text(),
                rows(archive, figures),
                steps(archive, plan, slices),
                done ? outputs(archive, assignment, slices) : List.of(),
                done ? dlq(archive, assignment, slices, figures) : null,
                Math.max(0, took.toMillis()),
                problems,
                each(slices, SliceMessage.Prepared::rules).toList(),
                warnings);
    }

    /** Why a person must look before the run publishes. */
    static List<Problem> holds(List<SliceLink> slices) {
        return each(slices, SliceMessage.Prepared::holds).toList();
    }

    private static <T> Stream<T> each(
            List<SliceLink> slices, Function<SliceMessage.Prepared, List<T>> what) {
        return slices.stream()
                .flatMap(slice -> slice.prepared().stream())
                .flatMap(it -> what.apply(it).stream());
    }

    /** The same run with another status and its problems. */
    static RunReport with(RunReport report, RunStatus status, List<Problem> problems) {
        return with(report, status, problems, report.warnings());
    }

    /** A run that was held, after somebody looked at it: what held it is no problem any more. */
    static RunReport released(RunReport held, RunStatus status) {
        List<Problem> warnings = new ArrayList<>(held.problems());
        warnings.addAll(held.warnings());
        return with(held, status, List.of(), warnings);
    }

    private static RunReport with(
            RunReport report, RunStatus status, List<Problem> problems, List<Problem> warnings) {
        boolean done = status == RunStatus.COMPLETED;
        return new RunReport(
                report.run(),
                report.herd(),
                status.text(),
                report.dag(),
                report.isolation(),
                report.rows(),
                report.steps(),
                done ? report.outputs() : List.of(),
                done ? report.dlq() : null,
                report.millis(),
                problems,
                report.rules(),
                warnings);
    }

    /** The counts of a run. */
    static RunReport.Rows rows(DagArchive archive, List<SliceLink> slices) {
        return rows(archive, figures(slices));
    }

    /** What each node let through. */
    static SortedMap<String, Long> passed(List<SliceLink> slices) {
        SortedMap<String, Long> passed = new TreeMap<>();
        figures(slices).forEach((node, it) -> passed.put(node, it.rowsOut()));
        return passed;
    }

    private static Map<String, SliceMessage.Figures> figures(List<SliceLink> slices) {
        Map<String, SliceMessage.Figures> byNode = new HashMap<>();
        slices.forEach(slice -> slice.figures().forEach(it -> byNode.put(it.node(), it)));
        return byNode;
    }

    private static RunReport.Rows rows(
            DagArchive archive, Map<String, SliceMessage.Figures> figures) {
        long read = 0;
        long written = 0;
        long quarantined = 0;
        long filtered = 0;
        for (Node node : archive.dag().nodes()) {
            SliceMessage.Figures figure = figures.get(node.name());
            if (figure == null) {
                continue;
            }
            quarantined += figure.rejected();
            filtered += figure.filtered();
            if (node instanceof Node.Source) {
                read += figure.rowsIn();
            } else if (node instanceof Node.Sink) {
                written += figure.rowsIn();
            }
        }
        return new RunReport.Rows(read, written, quarantined, filtered);
    }

    private static List<RunReport.StepFigures> steps(
            DagArchive archive, Plan plan, List<SliceLink> slices) {
        List<RunReport.StepFigures> steps = new ArrayList<>();
        for (SliceLink slice : slices) {
            long peak = slice.exited().map(it -> it.memoryPeakBytes()).orElse(0L);
            long throttled = slice.exited().map(it -> it.throttledMillis()).orElse(0L);
            for (SliceMessage.Figures figure : slice.figures()) {
                steps.add(
                        new RunReport.StepFigures(
                                figure.node(),
                                slice.plan().name(),
                                slice.process().pid(),
                                slice.process().uid(),
                                plan.isolation().text(),
                                figure.rowsIn(),
                                figure.rowsOut(),
                                figure.rejected(),
                                figure.batches(),
                                figure.nanos() / 1_000_000,
                                peak,
                                slice.plan().resources().memoryBytes(),
                                throttled));
            }
        }
        List<String> order = archive.dag().nodes().stream().map(Node::name).toList();
        steps.sort(java.util.Comparator.comparingInt(it -> order.indexOf(it.step())));
        return steps;
    }

    private static List<RunReport.Output> outputs(
            DagArchive archive, Assignment assignment, List<SliceLink> slices) {
        List<RunReport.Output> outputs = new ArrayList<>();
        Map<String, SliceMessage.Written> written = written(slices);
        archive.dag()
                .nodes(Node.Sink.class)
                .forEach(sink -> {
                    SliceMessage.Written file = written.get(sink.name());
                    if (file != null) {
                        outputs.add(
                                new RunReport.Output(
                                        sink.name(),
                                        fileUri(assignment, sink.name()),
                                        file.rows(),
                                        file.bytes(),
                                        file.sha256()));
                    }
                });
        return outputs;
    }

    private static RunReport.DlqFigures dlq(
            DagArchive archive,
            Assignment assignment,
            List<SliceLink> slices,
            Map<String, SliceMessage.Figures> figures) {
        SortedMap<String, Long> byRule = new TreeMap<>();
        slices.forEach(slice ->
                slice.prepared()
                        .ifPresent(it ->
                                it.byRule()
                                        .forEach((rule, count) ->
                                                byRule.merge(rule, count, Long::sum))));
        String node =
                archive.dag().nodes(Node.Dlq.class).findFirst().map(Node.Dlq::name).orElse("");
        return new RunReport.DlqFigures(
                fileUri(assignment, node), rows(archive, figures).quarantined(), byRule);
    }

    /** What the slices staged, by node. */
    static Map<String, SliceMessage.Written> written(List<SliceLink> slices) {
        Map<String, SliceMessage.Written> byNode = new HashMap<>();
        for (SliceLink slice : slices) {
            slice.prepared()
                    .ifPresent(it -> it.outputs().forEach(out -> byNode.put(out.node(), out)));
        }
        return byNode;
    }

    private static String fileUri(Assignment assignment, String node) {
        return DatasetUri.parse(assignment.uris().getOrDefault(node, ""))
                .map(it -> it.path().toUri().toString())
                .orElse("");
    }
}
