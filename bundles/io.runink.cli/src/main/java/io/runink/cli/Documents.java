package io.runink.cli;

import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.ConnectorDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.run.RunRecord;
import io.runink.api.run.RunReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON shapes of answers, which {@code docs/cli.md} promises to programs. */
final class Documents {

    private Documents() {}

    static List<Map<String, @Nullable Object>> problems(List<Problem> problems) {
        return problems.stream().map(Documents::problem).toList();
    }

    private static Map<String, @Nullable Object> problem(Problem problem) {
        Location place = problem.place();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("code", problem.code());
        document.put("type", problem.type().name());
        document.put("file", place == null ? null : place.file());
        document.put("line", place == null || place.line() == 0 ? null : place.line());
        document.put("column", place == null || place.column() == 0 ? null : place.column());
        document.put("message", problem.message());
        document.put("remedy", problem.remedy());
        return document;
    }

    static Map<String, @Nullable Object> report(RunReport report) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("run", report.run());
        document.put("herd", report.herd());
        document.put("status", report.status());
        document.put("dag", report.dag());
        document.put("isolation", report.isolation());
        document.put("rows", report.rows());
        document.put("steps", report.steps());
        document.put("outputs", report.outputs());
        document.put("dlq", report.dlq());
        document.put("millis", report.millis());
        document.put("problems", problems(report.problems()));
        document.put("rules", report.rules());
        document.put("warnings", problems(report.warnings()));
        return document;
    }

    static Map<String, @Nullable Object> run(RunRecord run) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        RunReport report = run.report();
        document.put("run", run.run());
        document.put("herd", run.herd());
        document.put("scenario", run.scenario());
        document.put("dag", run.dagDigest());
        document.put("status", run.status().text());
        document.put("started", run.started());
        document.put("rows", report == null ? null : report.rows());
        document.put("millis", report == null ? null : report.millis());
        return document;
    }

    static Map<String, @Nullable Object> herd(Herd herd) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", herd.name());
        document.put("labels", herd.labels());
        document.put("quota", herd.quota());
        document.put("isolation", herd.isolation().text());
        document.put("slicePerStep", herd.slicePerStep());
        document.put("commands", herd.commands());
        return document;
    }

    static Map<String, @Nullable Object> plugin(Plugin plugin, boolean installed) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("name", plugin.name());
        document.put("version", plugin.version());
        document.put("sha256", plugin.sha256());
        document.put("installed", installed);
        document.put("connectors", plugin.connectors().stream().map(Documents::connector).toList());
        document.put("checks", plugin.checks().stream().map(Documents::check).toList());
        return document;
    }

    private static Map<String, Object> connector(ConnectorDescriptor connector) {
        return Map.of("scheme", connector.scheme(), "directions", connector.directions());
    }

    private static Map<String, Object> check(CheckDescriptor check) {
        return Map.of(
                "kind", check.kind(),
                "class", check.category().name(),
                "annotations", check.annotations());
    }
}
