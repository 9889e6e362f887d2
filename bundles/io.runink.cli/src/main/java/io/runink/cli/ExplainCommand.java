package io.runink.cli;

import io.runink.api.barn.BarnImage;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.dag.Requirement;
import io.runink.api.herd.Herd;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Planner;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plugin.Plugins;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a run of a DAG would do. */
@Command(
        name = "explain",
        description = {
            "Show a DAG's steps, edges and requirements, and how it is cut into slices.",
            "",
            "With --scenario in place of --dag, also what each of its sentences is bound to."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  runi explain --dag dags/orders.jar",
            "  runi explain --scenario features/orders.dsl --contract contracts/Orders.java"
        })
final class ExplainCommand implements Callable<Integer> {

    @Mixin Habits habits = new Habits();

    @Mixin Pipeline pipeline = new Pipeline();

    private final Session session;

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Pipeline.Chosen chosen = pipeline.chosen(session);
        Plan plan = plan(chosen);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("dag", chosen.digest());
        document.put("scenario", chosen.dag().scenario());
        document.put("herd", chosen.dag().herd());
        document.put("isolation", plan.isolation().text());
        document.put("nodes", chosen.dag().nodes());
        document.put("edges", chosen.dag().edges());
        document.put("requirements", chosen.dag().requirements());
        document.put("slices", plan.slices());
        document.put("bindings", chosen.bindings());
        session.console().answer(document, () -> print(chosen, plan));
        return 0;
    }

    /** The plan under the herd's own policy, or under the standard one of an unknown herd. */
    private Plan plan(Pipeline.Chosen chosen) {
        String name = chosen.dag().herd();
        BarnImage image = session.barn().image();
        Herd herd = image.herds().get(name);
        if (herd == null) {
            session.console()
                    .warn(
                            java.util.List.of(
                                    CliError.HERD_UNKNOWN.problem(
                                            "herd '"
                                                    + name
                                                    + "' is not registered in this home:"
                                                    + " planned as for a herd that states nothing",
                                            "register it with 'runi herd apply FILE'")));
            herd = Herd.named(Herd.validName(name) ? name : "unnamed");
        }
        return session.value(
                session.services()
                        .need(Planner.class)
                        .plan(
                                chosen.dag(),
                                chosen.digest(),
                                herd,
                                herd.isolation(),
                                session.services().need(Plugins.class).installed()));
    }

    private void print(Pipeline.Chosen chosen, Plan plan) {
        Console console = session.console();
        Dag it = chosen.dag();
        console.line("'" + it.scenario() + "' of herd '" + it.herd() + "'");
        console.line("  digest " + chosen.digest());
        console.line("");
        if (!chosen.bindings().isEmpty()) {
            chosen.bindings().forEach(binding -> console.line("  " + binding));
            console.line("");
        }
        Table nodes = new Table("NODE", "DOES", "YIELDS", "RULES HELD", "SLICE");
        for (Node node : it.nodes()) {
            nodes.row(node.name(), does(node), yields(node), held(node), slice(plan, node));
        }
        nodes.print(console.out(), "  ");
        console.line("");
        Table edges = new Table("EDGE", "CARRIES", "CROSSES SLICES");
        for (Edge edge : it.edges()) {
            edges.row(
                    edge.from() + " -> " + edge.to(),
                    carries(edge),
                    plan.crossings().contains(edge) ? "yes" : "no");
        }
        edges.print(console.out(), "  ");
        console.line("");
        Table slices = new Table("SLICE", "NODES", " MEMORY", "WHY IT IS CUT HERE");
        for (SlicePlan slice : plan.slices()) {
            slices.row(
                    slice.name(),
                    String.join(", ", slice.nodes()),
                    console.figures().bytes(slice.resources().memoryBytes()),
                    slice.reason());
        }
        slices.print(console.out(), "  ");
        console.line("");
        for (Requirement need : it.requirements()) {
            String direction = need.direction().isEmpty() ? "" : " as " + need.direction();
            console.line("  needs " + need.namespace() + " '" + need.name() + "'" + direction);
        }
    }

    private static String does(Node node) {
        return switch (node) {
            case Node.Source source -> "reads " + source.uri();
            case Node.Sink sink -> "writes " + sink.uri();
            case Node.Dlq dlq -> dlq.uri() == null ? "counts rejections" : "writes " + dlq.uri();
            case Node.Step step -> work(step.work());
        };
    }

    private static String work(Node.Work work) {
        return switch (work) {
            case Node.Work.Call call -> "calls " + call.javaClass() + "." + call.method();
            case Node.Work.Decode decode -> "decodes column " + decode.column();
            case Node.Work.Validate ignored -> "validates";
            case Node.Work.Mask mask -> "masks " + String.join(", ", mask.columns());
            case Node.Work.Plug plug -> plug.step();
        };
    }

    private static String yields(Node node) {
        return switch (node) {
            case Node.Source source -> source.contract();
            case Node.Sink sink -> sink.contract();
            case Node.Dlq ignored -> "rejections";
            case Node.Step step -> step.output();
        };
    }

    private static String held(Node node) {
        return switch (node) {
            case Node.Source source -> source.enforced() ? "here" : "by the next step";
            case Node.Step step -> step.enforced() ? "here" : "by the next step";
            case Node.Sink ignored -> "-";
            case Node.Dlq ignored -> "-";
        };
    }

    private static String carries(Edge edge) {
        return switch (edge.kind()) {
            case ROWS -> edge.contract();
            case LEXICAL -> edge.contract() + " as it came";
            case REJECTIONS -> "rejections";
        };
    }

    private static String slice(Plan plan, Node node) {
        return plan.slices().stream()
                .filter(slice -> slice.nodes().contains(node.name()))
                .map(SlicePlan::name)
                .findFirst()
                .orElse("-");
    }
}
