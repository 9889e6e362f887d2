package io.runink.agent;

import io.runink.api.contract.DataType;
import io.runink.api.dag.Dag;
import io.runink.api.dag.RunPolicy.Assertion;
import io.runink.api.error.Problem;
import io.runink.api.run.RunReport;
import io.runink.cel.CelEvaluationException;
import io.runink.cel.CelExpression;
import io.runink.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Holds the figures of a run against what its scenario asserts. */
final class Assertions {

    private static final DataType NUMBER = DataType.of(DataType.Kind.INT64);

    private static final Map<String, DataType> VARIABLES =
            Map.of(
                    "records", NUMBER,
                    "written", NUMBER,
                    "quarantined", NUMBER,
                    "filtered", NUMBER,
                    "rows", DataType.map(NUMBER));

    private Assertions() {}

    /**
     * The assertions that do not hold; one that cannot be told, as a quotient of no rows, does not.
     *
     * @param passed what each node let through, by its name
     */
    static List<Problem> broken(Dag dag, RunReport.Rows rows, SortedMap<String, Long> passed) {
        List<Problem> broken = new ArrayList<>();
        for (Assertion assertion : dag.policy().assertions()) {
            if (!holds(assertion, rows, passed)) {
                broken.add(
                        AgentError.ASSERTION.at(
                                assertion.place(),
                                "the run asserts '"
                                        + assertion.text()
                                        + "', and it had "
                                        + rows.read()
                                        + " records, "
                                        + rows.written()
                                        + " written, "
                                        + rows.quarantined()
                                        + " quarantined, "
                                        + rows.filtered()
                                        + " filtered",
                                "look at the data, or correct the assertion; nothing was"
                                        + " published"));
            }
        }
        return broken;
    }

    private static boolean holds(
            Assertion assertion, RunReport.Rows rows, SortedMap<String, Long> passed) {
        CelExpression condition = CelExpression.compile(assertion.condition(), VARIABLES);
        try {
            Object value =
                    condition.value(
                            Map.of(
                                    "records", rows.read(),
                                    "written", rows.written(),
                                    "quarantined", rows.quarantined(),
                                    "filtered", rows.filtered(),
                                    "rows", Json.text(passed)));
            return Boolean.TRUE.equals(value);
        } catch (CelEvaluationException e) {
            return false;
        }
    }
}
