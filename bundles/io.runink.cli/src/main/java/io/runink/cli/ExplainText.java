package io.runink.cli;

import io.runink.api.contract.Budget;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.dag.Requirement;
import io.runink.api.dag.RunPolicy;
import io.runink.api.plan.Plan;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plan.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code explain} tells people. */
final class ExplainText {

    private final Console console;
    private final Dag dag;
    private final Plan plan;

    ExplainText(Console console, Dag dag, Plan plan) {
        this.console = console;
        this.dag = dag;
        this.plan = plan;
    }

    void print(String digest, List<String> bindings) {
        console.line("'" + dag.scenario() + "' of herd '" + dag.herd() + "'");
        console.line("  digest " + digest);
        dag.labels().forEach((key, value) -> console.line("  " + key + " " + value));
        policy();
        console.line("");
        if (!bindings.isEmpty()) {
            bindings.forEach(binding -> console.line("  " + binding));
            console.line("");
        }
        nodes();
        edges();
        columns();
        rules();
        slices();
        for (Requirement need : dag.requirements()) {
            String direction = need.direction().isEmpty() ? "" : " as " + need.direction();
            console.line("  needs " + need.namespace() + " '" + need.name() + "'" + direction);
        }
    }

    private void policy() {
        RunPolicy policy = dag.policy();
        if (policy.timeoutMillis() > 0) {
            console.line(
                    "  ends after "
                            + NodeWords.span(Long.toString(policy.timeoutMillis()))
                            + " at the latest");
        }
        if (policy.retries() > 0) {
            console.line(
                    "  is tried again "
                            + console.figures().count(policy.retries(), "time")
                            + ", the first after "
                            + NodeWords.span(Long.toString(policy.backoffMillis())));
        }
        policy.assertions().forEach(it -> console.line("  publishes if " + it.text()));
    }

    private void nodes() {
        Table nodes = new Table("NODE", "DOES", "YIELDS", "RULES HELD", "SLICE");
        for (Node node : dag.nodes()) {
            nodes.row(
                    node.name(),
                    NodeWords.does(node),
                    NodeWords.yields(node),
                    NodeWords.held(dag, node),
                    slice(node));
        }
        print(nodes);
    }

    private void print(Table table) {
        table.print(console.out(), "  ");
        console.line("");
    }

    private String slice(Node node) {
        return plan.slices().stream()
                .filter(slice -> slice.nodes().contains(node.name()))
                .map(SlicePlan::name)
                .findFirst()
                .orElse("-");
    }

    private void edges() {
        boolean conditions = dag.edges().stream().anyMatch(it -> !it.when().isEmpty());
        Table edges =
                conditions
                        ? new Table("EDGE", "CARRIES", "WHEN", "CROSSES SLICES")
                        : new Table("EDGE", "CARRIES", "CROSSES SLICES");
        String wire = "by " + Wire.at(plan.isolation()).text();
        for (Edge edge : dag.edges()) {
            String way = edge.from() + " -> " + edge.to();
            String crosses = plan.crossings().contains(edge) ? wire : "no";
            if (conditions) {
                String when = edge.when().isEmpty() ? "-" : oneLine(edge.when());
                edges.row(way, NodeWords.carries(edge), when, crosses);
            } else {
                edges.row(way, NodeWords.carries(edge), crosses);
            }
        }
        print(edges);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** The columns of what no contract file declares. */
    private void columns() {
        List<Contract> inferred = dag.contracts().stream().filter(Contract::inferred).toList();
        if (inferred.isEmpty()) {
            return;
        }
        Table columns = new Table("INFERRED", "COLUMNS");
        for (Contract contract : inferred) {
            columns.row(
                    contract.name(),
                    contract.fields().stream()
                            .map(ExplainText::column)
                            .collect(Collectors.joining(", ")));
        }
        print(columns);
    }

    private static String column(Field field) {
        String mark =
                field.masking() != null ? " (to be masked)" : field.pii() ? " (personal)" : "";
        return field.name() + " " + field.type() + mark;
    }

    /** Every rule that is held, but those of types, which every column has. */
    private void rules() {
        Table rules = new Table("RULE", "OF", "CHECK", "DOES", "AT MOST");
        boolean any = false;
        for (Contract contract : dag.contracts()) {
            for (Rule rule : contract.rules()) {
                if (!rule.kind().equals("type")) {
                    any = true;
                    rules.row(
                            rule.id(),
                            contract.name(),
                            check(rule),
                            rule.action().text(),
                            budget(rule.budget()));
                }
            }
        }
        if (any) {
            print(rules);
        }
    }

    private static String check(Rule rule) {
        List<String> words = new ArrayList<>(List.of(rule.kind()));
        rule.parameters().forEach((key, values) -> words.add(key + "=" + String.join("|", values)));
        return oneLine(String.join(" ", words));
    }

    private static String budget(@Nullable Budget budget) {
        if (budget == null) {
            return "-";
        }
        List<String> bounds = new ArrayList<>();
        if (budget.maxRows() < Long.MAX_VALUE) {
            bounds.add(budget.maxRows() + (budget.maxRows() == 1 ? " row" : " rows"));
        }
        if (budget.maxPercent() < 100) {
            bounds.add(budget.maxPercent() + " %");
        }
        return bounds.isEmpty() ? "-" : String.join(", ", bounds);
    }

    private void slices() {
        boolean scratch = plan.slices().stream().anyMatch(it -> it.resources().scratchBytes() > 0);
        Table slices =
                scratch
                        ? new Table("SLICE", "NODES", " MEMORY", " SCRATCH", "WHY IT IS CUT HERE")
                        : new Table("SLICE", "NODES", " MEMORY", "WHY IT IS CUT HERE");
        for (SlicePlan slice : plan.slices()) {
            String nodes = String.join(", ", slice.nodes());
            String memory = console.figures().bytes(slice.resources().memoryBytes());
            if (scratch) {
                long bytes = slice.resources().scratchBytes();
                slices.row(
                        slice.name(),
                        nodes,
                        memory,
                        bytes == 0 ? "-" : console.figures().bytes(bytes),
                        reason(slice));
            } else {
                slices.row(slice.name(), nodes, memory, reason(slice));
            }
        }
        print(slices);
    }

    private static String reason(SlicePlan slice) {
        return slice.command() == null
                ? slice.reason()
                : slice.reason()
                        + ": "
                        + String.join(" ", Objects.requireNonNull(slice.command()).argv());
    }
}
