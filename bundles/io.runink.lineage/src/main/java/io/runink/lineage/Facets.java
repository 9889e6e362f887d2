package io.runink.lineage;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Facets of OpenLineage, as trees of JSON, and what every one of them has to name. */
final class Facets {

    /** Core schema of the events. */
    static final String CORE = "https://openlineage.io/spec/2-0-2/OpenLineage.json";

    private static final String FACETS = "https://openlineage.io/spec/facets/";

    private final String producer;

    /**
     * Facets of one producer.
     *
     * @param version of Runink
     */
    Facets(String version) {
        this.producer = "https://runink.io/producer/" + version;
    }

    String producer() {
        return producer;
    }

    private Map<String, Object> facet(String version, String name) {
        Map<String, Object> facet = new TreeMap<>();
        facet.put("_producer", producer);
        facet.put("_schemaURL", FACETS + version + "/" + name + ".json#/$defs/" + name);
        return facet;
    }

    Map<String, Object> parent(Map<String, Object> run, Map<String, Object> job) {
        Map<String, Object> facet = facet("1-2-0", "ParentRunFacet");
        facet.put("run", run);
        facet.put("job", job);
        // Two levels only: the run is the root of its steps.
        facet.put("root", Map.of("run", run, "job", job));
        return facet;
    }

    Map<String, Object> engine(String version) {
        Map<String, Object> facet = facet("1-1-1", "ProcessingEngineRunFacet");
        facet.put("name", "Runink");
        facet.put("version", version);
        return facet;
    }

    Map<String, Object> jobType(String type) {
        Map<String, Object> facet = facet("2-0-4", "JobTypeJobFacet");
        facet.put("processingType", "BATCH");
        facet.put("integration", "RUNINK");
        facet.put("jobType", type);
        return facet;
    }

    Map<String, Object> error(String message) {
        Map<String, Object> facet = facet("1-0-1", "ErrorMessageRunFacet");
        facet.put("message", message);
        facet.put("programmingLanguage", "JAVA");
        return facet;
    }

    /**
     * Outcomes of rules.
     *
     * @param violations by rule id
     */
    Map<String, Object> tests(Map<String, Long> violations) {
        Map<String, Object> facet = facet("1-0-1", "TestRunFacet");
        List<Object> tests = new ArrayList<>();
        violations.forEach((rule, count) ->
                tests.add(
                        new TreeMap<>(
                                Map.of(
                                        "name",
                                        rule,
                                        "type",
                                        rule.substring(rule.indexOf('.') + 1),
                                        "status",
                                        count == 0 ? "pass" : "fail",
                                        // Rows are set aside; the run goes on.
                                        "severity",
                                        "warn",
                                        "expected",
                                        "0",
                                        "actual",
                                        Long.toString(count)))));
        facet.put("tests", tests);
        return facet;
    }

    Map<String, Object> schema(Contract contract) {
        Map<String, Object> facet = facet("1-2-0", "SchemaDatasetFacet");
        List<Object> fields = new ArrayList<>();
        for (Field field : contract.fields()) {
            fields.add(
                    new TreeMap<>(
                            Map.of(
                                    "name", field.name(),
                                    "type", field.type().toString(),
                                    "ordinal_position", fields.size() + 1)));
        }
        facet.put("fields", fields);
        return facet;
    }

    Map<String, Object> file() {
        Map<String, Object> facet = facet("1-0-1", "DatasetTypeDatasetFacet");
        facet.put("datasetType", "FILE");
        return facet;
    }

    Map<String, Object> inputRows(long rows) {
        Map<String, Object> facet = facet("1-0-0", "InputStatisticsInputDatasetFacet");
        facet.put("rowCount", rows);
        return facet;
    }

    /** Rows and, where they are known (not negative), bytes. */
    Map<String, Object> outputRows(long rows, long bytes) {
        Map<String, Object> facet = facet("1-0-2", "OutputStatisticsOutputDatasetFacet");
        facet.put("rowCount", rows);
        if (bytes >= 0) {
            facet.put("size", bytes);
        }
        return facet;
    }

    Map<String, Object> columnLineage(Map<String, ? extends List<InputColumn>> columns) {
        Map<String, Object> facet = facet("1-2-0", "ColumnLineageDatasetFacet");
        Map<String, Object> fields = new TreeMap<>();
        columns.forEach((column, inputs) -> fields.put(column, column(inputs)));
        facet.put("fields", fields);
        return facet;
    }

    /** A column of an input dataset, and what happens to it. */
    record InputColumn(
            Dataset dataset, String field, boolean identity, boolean masked, String how) {}

    private static Map<String, Object> column(List<InputColumn> inputs) {
        Map<String, Object> column = new TreeMap<>();
        List<Object> inputFields = new ArrayList<>();
        for (InputColumn input : inputs) {
            Map<String, Object> transformation = new TreeMap<>();
            transformation.put("type", "DIRECT");
            transformation.put("subtype", input.identity() ? "IDENTITY" : "TRANSFORMATION");
            transformation.put("masking", input.masked());
            transformation.put("description", input.how());
            Map<String, Object> field = new TreeMap<>();
            field.put("namespace", input.dataset().namespace());
            field.put("name", input.dataset().name());
            field.put("field", input.field());
            field.put("transformations", List.of(transformation));
            inputFields.add(field);
        }
        column.put("inputFields", inputFields);
        boolean masked = !inputs.isEmpty() && inputs.stream().allMatch(InputColumn::masked);
        boolean identity = inputs.stream().allMatch(InputColumn::identity);
        // The deprecated form too: some consumers read nothing else. It knows two words only.
        if (masked || identity) {
            column.put("transformationType", masked ? "MASKED" : "IDENTITY");
        }
        column.put("transformationDescription", inputs.isEmpty() ? "" : inputs.getFirst().how());
        return column;
    }
}
