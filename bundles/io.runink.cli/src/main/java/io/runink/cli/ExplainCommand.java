package io.runink.cli;

import io.runink.api.barn.BarnImage;
import io.runink.api.dag.Dag;
import io.runink.api.herd.Herd;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Planner;
import io.runink.api.plan.Wire;
import io.runink.api.plugin.Plugins;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a run of a DAG would do. */
@Command(
        name = "explain",
        description = {
            "Show a DAG's steps, edges, rules and requirements, and how it is cut into slices.",
            "",
            "With --scenario in place of --dag, also what each of its sentences is bound to."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  runi explain --dag dags/orders.jar",
            "  runi explain --scenario features/orders.dsl --contract contracts/Orders.java",
            "  runi explain --scenario features/orders.dsl --svg orders.svg"
        })
final class ExplainCommand implements Callable<Integer> {

    @Mixin Habits habits = new Habits();

    @Mixin Pipeline pipeline = new Pipeline();

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Also draw the DAG, as a picture that any browser shows.")
    @Nullable String svg;

    private final Session session;

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Pipeline.Chosen chosen = pipeline.chosen(session);
        Dag dag = chosen.dag();
        Plan plan = plan(chosen);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("dag", chosen.digest());
        document.put("scenario", dag.scenario());
        document.put("herd", dag.herd());
        document.put("labels", dag.labels());
        document.put("policy", dag.policy());
        document.put("isolation", plan.isolation().text());
        document.put("wire", Wire.at(plan.isolation()).text());
        document.put("nodes", dag.nodes());
        document.put("edges", dag.edges());
        document.put("contracts", dag.contracts());
        document.put("requirements", dag.requirements());
        document.put("slices", plan.slices());
        document.put("bindings", chosen.bindings());
        String file = svg;
        if (file != null) {
            Path target = session.folders().file(file);
            byte[] picture = DagPicture.draw(dag, plan).getBytes(StandardCharsets.UTF_8);
            try (AtomicFile drawn = new AtomicFile(target, file, picture)) {
                drawn.keep();
            }
            document.put("svg", target.toString());
        }
        session.console()
                .answer(
                        document,
                        () -> {
                            new ExplainText(session.console(), dag, plan)
                                    .print(chosen.digest(), chosen.bindings());
                            if (file != null) {
                                session.console().line("");
                                session.console().line("  drawn in " + file);
                            }
                        });
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
                            List.of(
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
}
