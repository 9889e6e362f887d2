package io.runink.lineage;

import io.runink.api.contract.Rule;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.Problem;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunReport.StepFigures;
import io.runink.api.run.RunStatus;
import io.runink.lineage.Facets.InputColumn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The events of one run: one for the run, one for each node as its child. The terminal events
 * repeat all inputs and outputs, so that none needs an earlier one. They hold names, counts and
 * codes; never a value of a row, and no message that could quote one.
 */
final class Events {

    private final Facets facets;
    private final String version;
    private final String run;
    private final String herd;
    private final Dag dag;
    private final Map<String, String> uris;
    private final Instant time;
    private final ColumnGraph columns;

    /**
     * Events of a run.
     *
     * @param version of Runink
     * @param time of the events
     */
    Events(
            String version,
            String run,
            String herd,
            Dag dag,
            Map<String, String> uris,
            Instant time) {
        this.facets = new Facets(version);
        this.version = version;
        this.run = run;
        this.herd = herd;
        this.dag = dag;
        this.uris = Map.copyOf(uris);
        this.time = time;
        this.columns = new ColumnGraph(dag);
    }

    /** The beginning: the run's event, then one for each node. */
    List<Map<String, Object>> started() {
        List<Map<String, Object>> events = new ArrayList<>();
        events.add(runEvent("START", null));
        dag.nodes().forEach(node -> events.add(nodeEvent("START", node, null)));
        return events;
    }

    /** The run's alone: it did its work, and what it wrote is not visible. */
    List<Map<String, Object>> held(RunReport report) {
        return List.of(runEvent("RUNNING", report));
    }

    /** The end: one for each node, then the run's. */
    List<Map<String, Object>> ended(RunReport report) {
        String type = type(report.status());
        List<Map<String, Object>> events = new ArrayList<>();
        dag.nodes().forEach(node -> events.add(nodeEvent(type, node, report)));
        events.add(runEvent(type, report));
        return events;
    }

    /** The run's id in the events: OpenLineage wants a UUID. */
    static String id(String run) {
        return UUID.nameUUIDFromBytes(("runink:" + run).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String type(String status) {
        return switch (RunStatus.valueOf(status.toUpperCase(Locale.ROOT))) {
            case COMPLETED -> "COMPLETE";
            case FAILED -> "FAIL";
            case CANCELLED -> "ABORT";
            case PENDING, RUNNING, HELD, COMMITTING, DISCARDING ->
                    throw new IllegalArgumentException("a report with status '" + status + "'");
        };
    }

    private Map<String, Object> runEvent(String type, @Nullable RunReport report) {
        Map<String, Object> runFacets = runFacets(type, report);
        if (report != null && report.dlq() != null) {
            runFacets.put("test", facets.tests(violations(report)));
        }
        List<Object> inputs = new ArrayList<>();
        dag.nodes(Node.Source.class).forEach(source -> read(source, report).ifPresent(inputs::add));
        List<Object> outputs = new ArrayList<>();
        for (Node node : dag.nodes()) {
            written(node, published(type, report), this::originColumns).ifPresent(outputs::add);
        }
        return event(
                type,
                Map.of("runId", id(run), "facets", runFacets),
                job(dag.scenario(), "DAG"),
                inputs,
                outputs);
    }

    private Map<String, Object> nodeEvent(String type, Node node, @Nullable RunReport report) {
        Map<String, Object> runFacets = runFacets(type, report);
        runFacets.put(
                "parent",
                facets.parent(
                        Map.of("runId", id(run)),
                        Map.of("namespace", herd, "name", dag.scenario())));
        List<Object> inputs = new ArrayList<>();
        List<Object> outputs = new ArrayList<>();
        if (node instanceof Node.Source source) {
            read(source, report).ifPresent(inputs::add);
        }
        for (Edge edge : dag.edges()) {
            if (edge.to().equals(node.name())) {
                inputs.add(edgeInput(edge));
            }
        }
        for (Edge.Kind kind : Edge.Kind.values()) {
            dag.edges().stream()
                    .filter(edge -> edge.from().equals(node.name()) && edge.kind() == kind)
                    .findFirst()
                    .ifPresent(edge -> outputs.add(edgeOutput(node, edge, report)));
        }
        written(node, published(type, report), this::stepColumns).ifPresent(outputs::add);
        return event(
                type,
                Map.of("runId", id(run + "/" + node.name()), "facets", runFacets),
                job(jobName(node.name()), "TASK"),
                inputs,
                outputs);
    }

    private Map<String, Object> event(
            String type,
            Map<String, Object> eventRun,
            Map<String, Object> job,
            List<Object> inputs,
            List<Object> outputs) {
        Map<String, Object> event = new TreeMap<>();
        event.put("eventTime", time.toString());
        event.put("eventType", type);
        event.put("producer", facets.producer());
        // Consumers tell the kind of an event by the last part of this.
        event.put("schemaURL", Facets.CORE + "#/$defs/RunEvent");
        event.put("run", eventRun);
        event.put("job", job);
        event.put("inputs", inputs);
        event.put("outputs", outputs);
        return event;
    }

    private Map<String, Object> runFacets(String type, @Nullable RunReport report) {
        Map<String, Object> runFacets = new TreeMap<>();
        runFacets.put("processing_engine", facets.engine(version));
        if (report != null && type.equals("FAIL")) {
            runFacets.put("errorMessage", facets.error(codes(report.problems())));
        }
        return runFacets;
    }

    /** Codes and places alone: a message may quote what it found. */
    private static String codes(List<Problem> problems) {
        return problems.isEmpty()
                ? "failed"
                : problems.stream()
                        .map(it -> it.place() == null ? it.code() : it.code() + " " + it.place())
                        .distinct()
                        .collect(Collectors.joining("; "));
    }

    private Map<String, Object> job(String name, String type) {
        return Map.of(
                "namespace", herd, "name", name, "facets", Map.of("jobType", facets.jobType(type)));
    }

    private String jobName(String node) {
        return dag.scenario() + "." + node;
    }

    private Map<String, Long> violations(RunReport report) {
        Map<String, Long> counts = new TreeMap<>();
        dag.contracts()
                .forEach(it -> it.rules().stream().map(Rule::id).forEach(id -> counts.put(id, 0L)));
        RunReport.DlqFigures dlq = report.dlq();
        if (dlq != null) {
            counts.putAll(dlq.byRule());
        }
        return counts;
    }

    private Optional<Map<String, Object>> read(Node.Source source, @Nullable RunReport report) {
        return dataset(source.name(), source.uri())
                .map(dataset -> {
                    Map<String, Object> input = named(dataset);
                    Map<String, Object> about = new TreeMap<>();
                    about.put("datasetType", facets.file());
                    about.put("schema", facets.schema(dag.contract(source.contract())));
                    input.put("facets", about);
                    figures(source.name(), report)
                            .ifPresent(it ->
                                    input.put(
                                            "inputFacets",
                                            Map.of(
                                                    "inputStatistics",
                                                    facets.inputRows(it.rowsIn()))));
                    return input;
                });
    }

    /** What became visible: of a run that is held or was discarded, nothing. */
    private static @Nullable RunReport published(String type, @Nullable RunReport report) {
        return type.equals("COMPLETE") ? report : null;
    }

    /** How the columns of a sink are explained: by the sources, or by the step before. */
    private interface Explained {
        Map<String, List<InputColumn>> columns(Node.Sink sink);
    }

    private Optional<Map<String, Object>> written(
            Node node, @Nullable RunReport report, Explained explained) {
        return switch (node) {
            case Node.Sink sink ->
                    dataset(sink.name(), sink.uri())
                            .map(dataset -> sinkOutput(sink, dataset, report, explained));
            case Node.Dlq dlq -> {
                String uri = dlq.uri();
                yield (uri == null ? Optional.<Dataset>empty() : dataset(dlq.name(), uri))
                        .map(dataset -> dlqOutput(dataset, report));
            }
            case Node.Source _, Node.Step _ -> Optional.empty();
        };
    }

    private Map<String, Object> sinkOutput(
            Node.Sink sink, Dataset dataset, @Nullable RunReport report, Explained explained) {
        Map<String, Object> output = named(dataset);
        Map<String, Object> about = new TreeMap<>();
        about.put("datasetType", facets.file());
        about.put("schema", facets.schema(dag.contract(sink.contract())));
        about.put("columnLineage", facets.columnLineage(explained.columns(sink)));
        output.put("facets", about);
        if (report != null) {
            report.outputs().stream()
                    .filter(it -> it.name().equals(sink.name()))
                    .findFirst()
                    .ifPresent(it -> output.put("outputFacets", wrote(it.rows(), it.bytes())));
        }
        return output;
    }

    private Map<String, Object> dlqOutput(Dataset dataset, @Nullable RunReport report) {
        Map<String, Object> output = named(dataset);
        output.put("facets", Map.of("datasetType", facets.file()));
        RunReport.DlqFigures dlq = report == null ? null : report.dlq();
        if (dlq != null) {
            output.put("outputFacets", wrote(dlq.rows(), -1));
        }
        return output;
    }

    private Map<String, Object> wrote(long rows, long bytes) {
        return Map.of("outputStatistics", facets.outputRows(rows, bytes));
    }

    private Map<String, Object> edgeInput(Edge edge) {
        Map<String, Object> input = named(flow(edge));
        if (edge.kind() != Edge.Kind.REJECTIONS) {
            input.put("facets", Map.of("schema", facets.schema(dag.contract(edge.contract()))));
        }
        return input;
    }

    private Map<String, Object> edgeOutput(Node node, Edge edge, @Nullable RunReport report) {
        Map<String, Object> output = named(flow(edge));
        boolean rows = edge.kind() != Edge.Kind.REJECTIONS;
        if (rows) {
            Map<String, Object> about = new TreeMap<>();
            about.put("schema", facets.schema(dag.contract(edge.contract())));
            about.put("columnLineage", facets.columnLineage(nodeColumns(node)));
            output.put("facets", about);
        }
        figures(node.name(), report)
                .ifPresent(it ->
                        output.put("outputFacets", wrote(rows ? it.rowsOut() : it.rejected(), -1)));
        return output;
    }

    private Map<String, List<InputColumn>> nodeColumns(Node node) {
        return switch (node) {
            case Node.Source source ->
                    columns(
                            columns.passed(columns.columns(source.contract())),
                            dataset(source.name(), source.uri()).stream().toList());
            case Node.Step step -> columns(columns.links(step), rowInputs(step.name()));
            case Node.Sink _, Node.Dlq _ -> Map.of();
        };
    }

    private Map<String, List<InputColumn>> stepColumns(Node.Sink sink) {
        return columns(columns.passed(columns.columns(sink.contract())), rowInputs(sink.name()));
    }

    private Map<String, List<InputColumn>> originColumns(Node.Sink sink) {
        Map<String, Node.Source> sources = new LinkedHashMap<>();
        dag.nodes(Node.Source.class).forEach(source -> sources.put(source.name(), source));
        Map<String, List<InputColumn>> result = new TreeMap<>();
        columns.origins(sink)
                .forEach((column, origins) -> {
                    List<InputColumn> inputs = new ArrayList<>();
                    for (ColumnGraph.Origin it : origins) {
                        Node.Source source = sources.get(it.source());
                        if (source != null) {
                            dataset(source.name(), source.uri())
                                    .ifPresent(dataset ->
                                            inputs.add(
                                                    new InputColumn(
                                                            dataset,
                                                            it.field(),
                                                            it.identity(),
                                                            it.masked(),
                                                            it.how())));
                        }
                    }
                    result.put(column, inputs);
                });
        return result;
    }

    private static Map<String, List<InputColumn>> columns(
            List<ColumnGraph.Link> links, List<Dataset> inputs) {
        Map<String, List<InputColumn>> result = new TreeMap<>();
        for (ColumnGraph.Link it : links) {
            List<InputColumn> column = result.computeIfAbsent(it.to(), to -> new ArrayList<>());
            for (int i = 0; i < inputs.size(); i++) {
                InputColumn from =
                        new InputColumn(
                                inputs.get(i), it.from(), it.identity(), it.masked(), it.how());
                if (it.comesBy(i) && !column.contains(from)) {
                    column.add(from);
                }
            }
        }
        return result;
    }

    /** What flows into a node, in the order of its inputs; two may be the same. */
    private List<Dataset> rowInputs(String node) {
        return dag.edges().stream()
                .filter(edge -> edge.to().equals(node))
                .filter(edge -> edge.kind() != Edge.Kind.REJECTIONS)
                .map(this::flow)
                .toList();
    }

    private Dataset flow(Edge edge) {
        String job = jobName(edge.from());
        return Dataset.between(
                herd, edge.kind() == Edge.Kind.REJECTIONS ? job + ".rejections" : job);
    }

    private Optional<Dataset> dataset(String node, String written) {
        return Dataset.of(uris.getOrDefault(node, written));
    }

    private static Map<String, Object> named(Dataset dataset) {
        Map<String, Object> tree = new TreeMap<>();
        tree.put("namespace", dataset.namespace());
        tree.put("name", dataset.name());
        return tree;
    }

    private static Optional<StepFigures> figures(String node, @Nullable RunReport report) {
        return report == null
                ? Optional.empty()
                : report.steps().stream().filter(it -> it.step().equals(node)).findFirst();
    }
}
