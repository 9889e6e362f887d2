package io.runink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Plan;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.StepDescriptor;
import io.runink.api.plugin.StepShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AllotmentTest {

    private static final long GIB = 1024L * 1024 * 1024;
    private static final Plugin STEPS =
            new Plugin(
                    "io.runink.steps",
                    "1.0.0",
                    "00",
                    Path.of("/plugins/steps.jar"),
                    List.of(),
                    List.of(),
                    List.of(step("sort", true), step("command", false)));

    private static StepDescriptor step(String name, boolean spills) {
        return new StepDescriptor(
                name,
                "",
                StepShape.SAME,
                1,
                1,
                List.of(),
                "",
                List.of(),
                spills,
                0,
                "io.runink.steps");
    }

    private static Node plug(String name, String step, Map<String, List<String>> parameters) {
        return new Node.Step(
                name, new Node.Work.Plug(step, new TreeMap<>(parameters)), "C", "C", false);
    }

    private static Dag dag(Contract contract, Node... steps) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        String before = "in";
        nodes.add(new Node.Source("in", "csv://in.csv", "C", true));
        for (Node step : steps) {
            nodes.add(step);
            edges.add(new Edge(before, step.name(), Edge.Kind.ROWS, "C"));
            before = step.name();
        }
        nodes.add(new Node.Sink("out", "json://out.json", "C"));
        edges.add(new Edge(before, "out", Edge.Kind.ROWS, "C"));
        return Pipelines.dag(List.of(contract), nodes, edges);
    }

    private static Herd herd(long storageBytes, boolean slicePerStep, String... commands) {
        return new Herd(
                "meteo",
                new TreeMap<>(),
                new Herd.Quota(12, 24_000, 3 * GIB, storageBytes),
                IsolationLevel.FULL,
                slicePerStep,
                List.of(commands));
    }

    private static Outcome<Plan> plan(Dag dag, Herd herd) {
        List<Plugin> plugins = new ArrayList<>(Pipelines.ALL);
        plugins.add(STEPS);
        return new PlannerComponent()
                .plan(dag, Pipelines.DIGEST, herd, IsolationLevel.FULL, plugins);
    }

    @Test
    void slicesShareTheScratchSpaceOfAHerdThatHasLess() {
        Dag dag =
                dag(
                        Pipelines.contract("C", "type"),
                        plug("Sort", "sort", Map.of()),
                        plug("Again", "sort", Map.of()));
        assertThat(scratch(dag, herd(2 * GIB, true))).containsExactly(0L, GIB, GIB, 0L);
        assertThat(scratch(dag, herd(2 * GIB, false))).containsExactly(0L, 2 * GIB, 0L);
    }

    private static List<Long> scratch(Dag dag, Herd herd) {
        return plan(dag, herd).orThrow().slices().stream()
                .map(it -> it.resources().scratchBytes())
                .toList();
    }

    @Test
    void aProgramThatTheHerdGrantsIsPlannedWithItsFiles() {
        Node score =
                plug(
                        "Score",
                        "command",
                        Map.of(
                                "run", List.of("python3", "scripts/score.py", "-v"),
                                "files", List.of("model.json"),
                                "wire", List.of("arrow")));
        Dag dag = dag(Pipelines.contract("C", "type"), score);
        Plan plan = plan(dag, herd(GIB, false, "jq", "python3")).orThrow();
        SlicePlan.Command command = Objects.requireNonNull(plan.sliceOf("Score").command());
        assertThat(command.program()).isEqualTo("python3");
        assertThat(command.files()).containsExactly("scripts/score.py", "model.json");
        assertThat(plan.sliceOf("in").command()).isNull();
    }

    @Test
    void aCommandThatTheHerdDoesNotGrantIsRefused() {
        Node score = plug("Score", "command", Map.of("run", List.of("/usr/bin/python3", "x.py")));
        Dag dag = dag(Pipelines.contract("C", "type"), score);
        for (Herd herd : List.of(herd(GIB, false), herd(GIB, false, "python3"))) {
            Outcome<Plan> outcome = plan(dag, herd);
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            Problem problem = ((Outcome.Refused<Plan>) outcome).problems().getFirst();
            assertThat(problem.code()).isEqualTo("RNK-PLAN-007");
            assertThat(problem.exit()).isEqualTo(ExitStatus.REFUSED);
            assertThat(problem.message())
                    .startsWith("step 'Score' starts '/usr/bin/python3', and herd 'meteo' grants");
            assertThat(problem.remedy()).contains("commands = [\"/usr/bin/python3\"]");
        }
    }

    @Test
    void commandsCountAgainstTheQuota() {
        Node score = plug("Score", "command", Map.of("run", List.of("jq")));
        Herd three =
                new Herd(
                        "meteo",
                        new TreeMap<>(),
                        new Herd.Quota(3, 24_000, 3 * GIB),
                        IsolationLevel.FULL,
                        false,
                        List.of("jq"));
        Outcome<Plan> outcome = plan(dag(Pipelines.contract("C", "type"), score), three);
        assertThat(((Outcome.Refused<Plan>) outcome).problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.code()).isEqualTo("RNK-PLAN-004");
                    assertThat(it.message()).startsWith("the plan needs 4 slices");
                });
    }
}
