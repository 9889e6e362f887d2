package io.runink.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runink.api.error.ErrorType;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.ClusterImage;
import io.runink.api.plan.ClusterImage.AgentCapacity;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Resources;
import io.runink.api.plan.SlicePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchedulerTest {

    private static final long MIB = 1024L * 1024;
    private static final Herd HERD = herd("meteo", new Herd.Quota(6, 12_000, 2048 * MIB));
    private static final AgentCapacity NEAR = new AgentCapacity("near", 1024 * MIB, 8000);
    private static final AgentCapacity FAR = new AgentCapacity("far", 4096 * MIB, 64_000);

    private static Herd herd(String name, Herd.Quota quota) {
        return new Herd(name, new TreeMap<>(), quota, IsolationLevel.FULL, false);
    }

    private static Plan plan(String herd, int slices, Resources each) {
        List<SlicePlan> cut = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            cut.add(new SlicePlan("s" + i, List.of("n" + i), each, List.of(), "a test"));
        }
        return new Plan("sha256:00", herd, IsolationLevel.FULL, cut, List.of());
    }

    private static Plan three(String herd) {
        return plan(herd, 3, Resources.STANDARD);
    }

    private static Outcome<Assignment> schedule(
            Plan plan, List<AgentCapacity> agents, List<Assignment> running) {
        return new SchedulerComponent()
                .schedule("run-1", plan, new ClusterImage(agents, HERD, running));
    }

    private static List<Problem> problems(Outcome<Assignment> outcome) {
        return outcome instanceof Outcome.Refused<Assignment> refused
                ? refused.problems()
                : List.of();
    }

    private static Problem only(Outcome<Assignment> outcome) {
        List<Problem> problems = problems(outcome);
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().exit()).isEqualTo(ExitStatus.REFUSED);
        assertThat(problems.getFirst().type()).isEqualTo(ErrorType.RESOURCES);
        return problems.getFirst();
    }

    @Test
    void takesTheFirstAgentThatHasRoom() {
        Assignment placed = schedule(three("meteo"), List.of(NEAR, FAR), List.of()).orThrow();
        assertThat(placed).isEqualTo(new Assignment("run-1", "near", three("meteo"), 0));
    }

    @Test
    void passesOverAnAgentThatIsFull() {
        List<Assignment> running = List.of(new Assignment("run-0", "near", three("other"), 5));
        assertThat(schedule(three("meteo"), List.of(NEAR, FAR), running).orThrow().agent())
                .isEqualTo("far");
    }

    @Test
    void refusesWhatThePresentRunsLeaveNoQuotaFor() {
        List<Assignment> running =
                List.of(
                        new Assignment("run-0", "far", three("meteo"), 5),
                        new Assignment("run-x", "far", three("other"), 6));
        Problem problem =
                only(schedule(plan("meteo", 4, Resources.STANDARD), List.of(FAR), running));
        assertThat(problem.code()).isEqualTo("RNK-SCHEDULE-001");
        assertThat(problem.message())
                .isEqualTo(
                        "the run needs 4 slices, 8000 thousandths of a core, 1024 MiB and 0 MiB on"
                                + " disk; herd 'meteo' uses 3 slices, 6000 thousandths of a core,"
                                + " 768 MiB and 0 MiB on disk in 1 run of the 6 slices, 12000"
                                + " thousandths of a core, 2048 MiB and 16384 MiB on disk it may"
                                + " use");
        assertThat(problem.remedy()).contains("wait until a run ends");
    }

    private static Plan gathering(
            int slices, long scratchBytes, SlicePlan.@Nullable Command command) {
        List<SlicePlan> cut = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            cut.add(
                    new SlicePlan(
                            "s" + i,
                            List.of("n" + i),
                            Resources.STANDARD.withScratch(scratchBytes),
                            List.of(),
                            "a test",
                            command));
        }
        return new Plan("sha256:00", "meteo", IsolationLevel.FULL, cut, List.of());
    }

    @Test
    void scratchSpaceOfAllRunsStaysWithinTheHerdsQuota() {
        Plan plan = gathering(1, 9L * 1024 * MIB, null);
        assertThat(schedule(plan, List.of(FAR), List.of()).orThrow().plan()).isEqualTo(plan);
        List<Assignment> running = List.of(new Assignment("run-0", "far", plan, 5));

        Problem problem = only(schedule(plan, List.of(FAR), running));
        assertThat(problem.code()).isEqualTo("RNK-SCHEDULE-001");
        assertThat(problem.message())
                .contains("9216 MiB on disk in 1 run")
                .endsWith("16384 MiB on disk it may use");
    }

    @Test
    void anExternalCommandCountsAsASlice() {
        SlicePlan.Command command = new SlicePlan.Command(List.of("jq"));
        assertThat(schedule(gathering(3, MIB, command), List.of(FAR), List.of()).orThrow().agent())
                .isEqualTo("far");
        assertThat(only(schedule(gathering(4, MIB, command), List.of(FAR), List.of())).message())
                .startsWith(
                        "the run needs 8 slices, 16000 thousandths of a core, 2048 MiB and 4 MiB on"
                                + " disk;");
    }

    @Test
    void saysThatWaitingDoesNotHelpWhereNothingRuns() {
        Problem problem =
                only(schedule(plan("meteo", 7, Resources.STANDARD), List.of(FAR), List.of()));
        assertThat(problem.remedy()).startsWith("raise the quota");
    }

    @Test
    void refusesWhileEveryAgentIsFull() {
        List<Assignment> running = List.of(new Assignment("run-0", "near", three("other"), 5));
        Problem problem = only(schedule(three("meteo"), List.of(NEAR), running));
        assertThat(problem.code()).isEqualTo("RNK-SCHEDULE-002");
        assertThat(problem.message())
                .contains("'near' has 8000 thousandths of a core and 1024 MiB")
                .contains("6000 thousandths of a core and 768 MiB are in use");
    }

    @Test
    void refusesWhatNoAgentCouldHoldWhenEmpty() {
        AgentCapacity tiny = new AgentCapacity("tiny", 256 * MIB, 2000);
        assertThat(only(schedule(three("meteo"), List.of(tiny), List.of())).code())
                .isEqualTo("RNK-SCHEDULE-003");
    }

    @Test
    void refusesWithoutAgents() {
        assertThat(only(schedule(three("meteo"), List.of(), List.of())).code())
                .isEqualTo("RNK-SCHEDULE-004");
    }

    @Test
    void reportsQuotaAndRoomTogether() {
        AgentCapacity tiny = new AgentCapacity("tiny", 256 * MIB, 2000);
        Outcome<Assignment> outcome =
                schedule(plan("meteo", 7, Resources.STANDARD), List.of(tiny), List.of());
        assertThat(problems(outcome))
                .extracting(Problem::code)
                .containsExactly("RNK-SCHEDULE-001", "RNK-SCHEDULE-003");
    }

    @Test
    void aRunDoesNotCountAgainstItself() {
        List<Assignment> running = List.of(new Assignment("run-1", "near", three("meteo"), 5));
        assertThat(schedule(three("meteo"), List.of(NEAR), running).orThrow().agent())
                .isEqualTo("near");
    }

    @Test
    void aPlanOfAnotherHerdIsTheCallersMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule(three("other"), List.of(FAR), List.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 20_260_101})
    void neverPassesQuotaOrCapacityHoweverRunsComeAndGo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AgentCapacity> agents = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            agents.add(
                    new AgentCapacity(
                            "agent-" + i,
                            (256L + random.nextInt(4096)) * MIB,
                            1000 + random.nextInt(16_000)));
        }
        List<Herd> herds =
                List.of(
                        herd("meteo", new Herd.Quota(5, 9000, 1500 * MIB)),
                        herd("tides", new Herd.Quota(9, 5000, 3000 * MIB)));
        List<Assignment> running = new ArrayList<>();
        int placed = 0;
        int refused = 0;
        for (int round = 0; round < 1000; round++) {
            if (!running.isEmpty() && random.nextInt(3) == 0) {
                running.remove(random.nextInt(running.size()));
                continue;
            }
            Herd herd = herds.get(random.nextInt(herds.size()));
            Resources each =
                    new Resources((64L + random.nextInt(512)) * MIB, 10 + random.nextInt(3000), 16);
            Plan plan = plan(herd.name(), 1 + random.nextInt(4), each);
            ClusterImage cluster = new ClusterImage(agents, herd, running);
            Outcome<Assignment> outcome = new FirstFit().schedule("r" + round, plan, cluster);
            assertThat(new FirstFit().schedule("r" + round, plan, cluster)).isEqualTo(outcome);
            if (outcome instanceof Outcome.Done<Assignment> done) {
                running.add(done.value());
                placed++;
            } else {
                refused++;
            }
            holds(running, agents, herds);
        }
        assertThat(placed).as("seed %d", seed).isPositive();
        assertThat(refused).as("seed %d", seed).isPositive();
    }

    private static void holds(
            List<Assignment> running, List<AgentCapacity> agents, List<Herd> herds) {
        for (Herd herd : herds) {
            long slices = 0;
            long cpu = 0;
            long memory = 0;
            for (Assignment it : running) {
                if (it.plan().herd().equals(herd.name())) {
                    slices += it.plan().slices().size();
                    cpu += cpu(it);
                    memory += memory(it);
                }
            }
            assertThat(slices).isLessThanOrEqualTo(herd.quota().slices());
            assertThat(cpu).isLessThanOrEqualTo(herd.quota().cpuMillis());
            assertThat(memory).isLessThanOrEqualTo(herd.quota().memoryBytes());
        }
        for (AgentCapacity agent : agents) {
            List<Assignment> here =
                    running.stream().filter(it -> it.agent().equals(agent.name())).toList();
            assertThat(here.stream().mapToLong(SchedulerTest::cpu).sum())
                    .isLessThanOrEqualTo(agent.cpuMillis());
            assertThat(here.stream().mapToLong(SchedulerTest::memory).sum())
                    .isLessThanOrEqualTo(agent.memoryBytes());
        }
    }

    private static long cpu(Assignment assignment) {
        return assignment.plan().slices().stream()
                .mapToLong(it -> it.resources().cpuMillis())
                .sum();
    }

    private static long memory(Assignment assignment) {
        return assignment.plan().slices().stream()
                .mapToLong(it -> it.resources().memoryBytes())
                .sum();
    }
}
