package io.runink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import io.runink.api.plugin.Plugin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlannerTest {

    private static final Herd HERD = Herd.named("meteo");

    private static Outcome<Plan> plan(Dag dag, Herd herd, List<Plugin> plugins) {
        return new PlannerComponent()
                .plan(dag, Pipelines.DIGEST, herd, IsolationLevel.FULL, plugins);
    }

    private static List<Problem> problems(Outcome<Plan> outcome) {
        return outcome instanceof Outcome.Refused<Plan> refused ? refused.problems() : List.of();
    }

    private static Herd herd(Herd.Quota quota, boolean slicePerStep) {
        return new Herd(
                "meteo",
                new TreeMap<>(),
                quota,
                IsolationLevel.SANDBOX,
                slicePerStep,
                List.of("python3"));
    }

    @Test
    void cutsBetweenSourceStepsAndSink() {
        Plan plan = plan(Pipelines.chain(1, "Convert", "Validate"), HERD, Pipelines.ALL).orThrow();
        assertThat(plan.slices())
                .extracting(SlicePlan::name)
                .containsExactly("source", "steps", "sink");
        assertThat(plan.slices())
                .extracting(SlicePlan::nodes)
                .containsExactly(
                        List.of("source-1"),
                        List.of("Convert", "Validate"),
                        List.of("sink", "dlq"));
        assertThat(plan.slices())
                .extracting(SlicePlan::plugins)
                .containsExactly(
                        List.of("io.runink.connector.file", "io.runink.contract.type"),
                        List.of("io.runink.contract.type", "io.runink.contract.value"),
                        List.of("io.runink.connector.file"));
        assertThat(plan.slices()).extracting(SlicePlan::resources).containsOnly(Resources.STANDARD);
        assertThat(plan.slices())
                .extracting(SlicePlan::reason)
                .containsExactly(
                        "it alone reads the input of 'source-1'",
                        "these steps run the same contract's code and are granted no file",
                        "it alone writes outputs");
        assertThat(plan.dagDigest()).isEqualTo(Pipelines.DIGEST);
        assertThat(plan.herd()).isEqualTo("meteo");
    }

    @Test
    void crossingsAreTheEdgesBetweenSlices() {
        Plan plan = plan(Pipelines.chain(1, "Convert", "Validate"), HERD, Pipelines.ALL).orThrow();
        assertThat(plan.crossings())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactly(
                        "source-1>Convert",
                        "source-1>dlq",
                        "Convert>dlq",
                        "Validate>sink",
                        "Validate>dlq");
    }

    @Test
    void givesEverySourceItsOwnSlice() {
        Plan plan = plan(Pipelines.chain(3, "Join"), HERD, Pipelines.ALL).orThrow();
        assertThat(plan.slices())
                .extracting(SlicePlan::name)
                .containsExactly("source", "source-2", "source-3", "steps", "sink");
    }

    @Test
    void givesEveryStepItsOwnSliceWhereTheHerdDemandsIt() {
        Dag dag = Pipelines.chain(1, "ToSIUnits", "to si units", "sink of heat", "Ⅷ");
        Plan plan = plan(dag, herd(Herd.Quota.STANDARD, true), Pipelines.ALL).orThrow();
        assertThat(plan.slices())
                .extracting(SlicePlan::name)
                .containsExactly(
                        "source", "to-si-units", "to-si-units-2", "sink-of-heat", "step", "sink");
        assertThat(plan.slices().get(1).reason())
                .isEqualTo("herd 'meteo' demands a slice per step");
    }

    @Test
    void whatStartsAProgramOrNeedsMemoryStandsAlone() {
        Dag dag =
                Pipelines.plugged(
                        Pipelines.chain(1, "filter-a", "sql-b", "filter-c", "command-d", "sort-e"));
        Plan plan =
                plan(dag, herd(new Herd.Quota(12, 24_000, 1L << 32), false), Pipelines.ALL)
                        .orThrow();
        assertThat(plan.slices())
                .extracting(SlicePlan::name)
                .containsExactly(
                        "source", "steps", "sql-b", "steps-2", "command-d", "steps-3", "sink");
        assertThat(plan.slices())
                .extracting(it -> it.resources().memoryBytes() >> 20)
                .containsExactly(256L, 256L, 512L, 256L, 256L, 256L, 256L);
        assertThat(plan.slices())
                .extracting(it -> it.resources().scratchBytes())
                .containsExactly(
                        0L, 0L, Resources.SCRATCH_STANDARD, 0L, 0L, Resources.SCRATCH_STANDARD, 0L);
        assertThat(plan.sliceOf("sql-b").plugins()).containsExactly("io.runink.step.table");
        assertThat(plan.slices().stream().filter(it -> it.command() != null))
                .singleElement()
                .satisfies(slice -> {
                    assertThat(slice.nodes()).containsExactly("command-d");
                    SlicePlan.Command command = Objects.requireNonNull(slice.command());
                    assertThat(command.argv())
                            .containsExactly("python3", "scripts/a.py", "-v", "scripts/a.py");
                    assertThat(command.files()).containsExactly("scripts/a.py");
                });
        assertThat(problems(plan(dag, HERD, List.of(Pipelines.FILES))))
                .extracting(Problem::code)
                .contains("RNK-PLAN-006");
    }

    @Test
    void noSliceWaitsForOneThatWaitsForIt() {
        Dag chain = Pipelines.plugged(Pipelines.chain(1, "filter-a", "sql-b", "filter-c"));
        List<Edge> edges = new ArrayList<>(chain.edges());
        // Past the one that stands alone, and round it.
        edges.add(new Edge("filter-a", "filter-c", Edge.Kind.ROWS, "Checked"));
        Dag dag = Pipelines.dag(chain.contracts(), chain.nodes(), edges);
        Plan plan =
                plan(dag, herd(new Herd.Quota(12, 24_000, 1L << 32), false), Pipelines.ALL)
                        .orThrow();
        assertThat(plan.sliceOf("filter-a")).isNotEqualTo(plan.sliceOf("filter-c"));
        List<String> names = plan.slices().stream().map(SlicePlan::name).toList();
        assertThat(plan.crossings())
                .allMatch(it ->
                        names.indexOf(plan.sliceOf(it.from()).name())
                                < names.indexOf(plan.sliceOf(it.to()).name()));
    }

    @Test
    void scratchSpaceIsForRulesThatKeepKeys() {
        Dag chain = Pipelines.chain(1, "Validate");
        List<Contract> contracts =
                List.of(
                        Pipelines.contract("Reading", RuleClass.KEYED_SET, "unique"),
                        Pipelines.contract("Checked", "type"));
        Plan plan =
                plan(Pipelines.dag(contracts, chain.nodes(), chain.edges()), HERD, Pipelines.ALL)
                        .orThrow();
        assertThat(plan.slices())
                .extracting(it -> it.resources().scratchBytes())
                .containsExactly(Resources.SCRATCH_STANDARD, 0L, 0L);
    }

    @Test
    void namesAreUniqueAndFitWhateverTheStepsAreCalled() {
        SliceNames names = new SliceNames();
        String wish = "AveryLongNameOfAStepThatNoCgroupWouldTakeAsItIs";
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String name = names.unique(wish);
            assertThat(name).matches("[a-z0-9-]{1,40}").doesNotEndWith("-");
            assertThat(seen.add(name)).isTrue();
        }
    }

    @Test
    void plansScenarioWithoutSteps() {
        Plan plan = plan(Pipelines.chain(1), HERD, Pipelines.ALL).orThrow();
        assertThat(plan.slices()).extracting(SlicePlan::name).containsExactly("source", "sink");
        assertThat(plan.crossings()).hasSize(2);
    }

    @Test
    void deadLetterQueueWithoutUriNeedsNoConnector() {
        Dag dag = Pipelines.chain(1);
        List<Node> nodes = new ArrayList<>(dag.nodes());
        nodes.removeIf(node -> node instanceof Node.Dlq);
        nodes.add(new Node.Dlq("dlq", null));
        Dag quiet = Pipelines.dag(dag.contracts(), nodes, dag.edges());
        assertThat(plan(quiet, HERD, Pipelines.ALL)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void saysWhatIsMissing() {
        List<Problem> missing =
                problems(plan(Pipelines.chain(1, "Validate"), HERD, List.of(Pipelines.TYPES)));
        assertThat(missing)
                .extracting(Problem::code)
                .containsExactly("RNK-PLAN-001", "RNK-PLAN-002", "RNK-PLAN-001");
        assertThat(missing).extracting(Problem::exit).containsOnly(ExitStatus.BAD_INPUT);
        assertThat(missing.getFirst().message())
                .isEqualTo(
                        "scheme 'csv' needs a connector that works as a source, and none is"
                                + " installed");
        assertThat(missing.get(1).message())
                .isEqualTo("rules of kind 'range' need a check, and none is installed");
    }

    @Test
    void refusesIsolationBelowWhatTheHerdAccepts() {
        Outcome<Plan> outcome =
                new AuthorityPlanner()
                        .plan(
                                Pipelines.chain(1),
                                Pipelines.DIGEST,
                                HERD,
                                IsolationLevel.PROCESS,
                                Pipelines.ALL);
        assertThat(problems(outcome))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("RNK-PLAN-003");
                    assertThat(problem.exit()).isEqualTo(ExitStatus.REFUSED);
                    assertThat(problem.message()).contains("'process'", "'full'", "'meteo'");
                });
    }

    @Test
    void refusesPlanThatTheQuotaCouldNeverHold() {
        Herd small = herd(new Herd.Quota(2, 4000, 512L * 1024 * 1024), false);
        List<Problem> refused =
                problems(plan(Pipelines.chain(1, "Validate"), small, Pipelines.ALL));
        assertThat(refused)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("RNK-PLAN-004");
                    assertThat(problem.exit()).isEqualTo(ExitStatus.REFUSED);
                    assertThat(problem.message())
                            .contains("3 slices, 6000 thousandths of a core, 768 MiB")
                            .contains("2 slices, 4000 thousandths of a core, 512 MiB");
                });
    }

    @Test
    void refusesDagThatDoesNotHoldWhatItMentions() {
        Dag dag =
                Pipelines.dag(
                        List.of(),
                        List.of(new Node.Sink("sink", "csv://x", "Nowhere")),
                        List.of(new Edge("ghost", "sink", Edge.Kind.ROWS, "Nowhere")));
        assertThat(problems(plan(dag, HERD, Pipelines.ALL)))
                .extracting(Problem::code)
                .containsExactly("RNK-PLAN-005", "RNK-PLAN-005", "RNK-PLAN-005");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 20_260_101})
    void everyNodeRunsOnceAndNoEdgeLeadsBackWhateverTheDag(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            String[] steps = new String[random.nextInt(6)];
            for (int i = 0; i < steps.length; i++) {
                String[] kinds = {"filter", "sort", "sql", "command"};
                steps[i] = kinds[random.nextInt(kinds.length)] + "-" + i;
            }
            Dag dag = Pipelines.plugged(Pipelines.chain(1 + random.nextInt(4), steps));
            Herd.Quota quota =
                    new Herd.Quota(
                            1 + random.nextInt(12),
                            100 + random.nextInt(24_000),
                            (64L + random.nextInt(4096)) * 1024 * 1024);
            Herd herd = herd(quota, random.nextBoolean());
            Outcome<Plan> outcome = plan(dag, herd, Pipelines.ALL);
            assertThat(plan(dag, herd, Pipelines.ALL)).isEqualTo(outcome);
            if (outcome instanceof Outcome.Done<Plan> done) {
                holds(done.value(), dag, quota);
            } else {
                assertThat(problems(outcome))
                        .extracting(Problem::code)
                        .containsExactly("RNK-PLAN-004");
            }
        }
    }

    private static void holds(Plan plan, Dag dag, Herd.Quota quota) {
        List<String> nodes = new ArrayList<>();
        plan.slices().forEach(slice -> nodes.addAll(slice.nodes()));
        assertThat(nodes).containsExactlyElementsOf(dag.nodes().stream().map(Node::name).toList());
        List<String> names = plan.slices().stream().map(SlicePlan::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        for (Edge edge : dag.edges()) {
            int from = names.indexOf(plan.sliceOf(edge.from()).name());
            int to = names.indexOf(plan.sliceOf(edge.to()).name());
            assertThat(from).isLessThanOrEqualTo(to);
            assertThat(plan.crossings().contains(edge)).isEqualTo(from != to);
        }
        assertThat(names).hasSizeLessThanOrEqualTo(quota.slices());
        assertThat(plan.slices().stream().mapToLong(it -> it.resources().memoryBytes()).sum())
                .isLessThanOrEqualTo(quota.memoryBytes());
        assertThat(plan.slices().stream().mapToLong(it -> it.resources().cpuMillis()).sum())
                .isLessThanOrEqualTo(quota.cpuMillis());
    }
}
