package io.runink.schedule;

import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.plan.Assignment;
import io.runink.api.plan.ClusterImage;
import io.runink.api.plan.ClusterImage.AgentCapacity;
import io.runink.api.plan.Plan;
import io.runink.api.plan.Scheduler;
import java.util.ArrayList;
import java.util.List;

/**
 * Places a plan on the first agent that has room for all of it, if the herd's quota has room too.
 */
final class FirstFit implements Scheduler {

    @Override
    public Outcome<Assignment> schedule(String run, Plan plan, ClusterImage cluster) {
        Herd herd = cluster.herd();
        if (!herd.name().equals(plan.herd())) {
            throw new IllegalArgumentException(
                    "plan of herd '" + plan.herd() + "', quota of '" + herd.name() + "'");
        }
        Usage need = Usage.of(plan);
        List<Assignment> others =
                cluster.running().stream().filter(it -> !it.run().equals(run)).toList();
        List<Assignment> ofHerd =
                others.stream().filter(it -> it.plan().herd().equals(herd.name())).toList();
        Usage quota =
                new Usage(
                        herd.quota().slices(),
                        herd.quota().cpuMillis(),
                        herd.quota().memoryBytes(),
                        herd.quota().storageBytes());
        List<Problem> problems = new ArrayList<>();
        if (!Usage.of(ofHerd).plus(need).fitsIn(quota)) {
            problems.add(quotaInUse(herd, need, ofHerd, quota));
        }
        for (AgentCapacity agent : cluster.agents()) {
            if (on(agent, others).plus(need).fitsIn(capacity(agent))) {
                return problems.isEmpty()
                        ? Outcome.done(new Assignment(run, agent.name(), plan, 0))
                        : Outcome.refused(problems);
            }
        }
        problems.add(noRoom(need, cluster.agents(), others));
        return Outcome.refused(problems);
    }

    private static Usage on(AgentCapacity agent, List<Assignment> assignments) {
        return Usage.of(
                assignments.stream().filter(it -> it.agent().equals(agent.name())).toList());
    }

    /** An agent bounds memory and cores; how many slices share them is the herds' matter. */
    private static Usage capacity(AgentCapacity agent) {
        return new Usage(Long.MAX_VALUE, agent.cpuMillis(), agent.memoryBytes(), Long.MAX_VALUE);
    }

    private static Problem quotaInUse(
            Herd herd, Usage need, List<Assignment> running, Usage quota) {
        return ScheduleError.QUOTA_IN_USE.problem(
                "the run needs "
                        + need.text(true)
                        + "; herd '"
                        + herd.name()
                        + "' uses "
                        + Usage.of(running).text(true)
                        + " in "
                        + runs(running.size())
                        + " of the "
                        + quota.text(true)
                        + " it may use",
                running.isEmpty()
                        ? "raise the quota in the herd's file and run 'runi herd apply FILE'"
                        : "wait until a run ends ('runi runs list' shows them), or raise the quota"
                                + " in the herd's file and run 'runi herd apply FILE'");
    }

    private static Problem noRoom(
            Usage need, List<AgentCapacity> agents, List<Assignment> running) {
        if (agents.isEmpty()) {
            return ScheduleError.NO_AGENT.problem(
                    "no agent takes slices, expected at least one",
                    "start one, then try again; 'runi doctor' says what this machine lacks");
        }
        List<String> states = new ArrayList<>();
        boolean everFits = false;
        for (AgentCapacity agent : agents) {
            everFits |= need.fitsIn(capacity(agent));
            states.add(
                    "agent '"
                            + agent.name()
                            + "' has "
                            + capacity(agent).text(false)
                            + ", of which "
                            + on(agent, running).text(false)
                            + " are in use");
        }
        String message = "the run needs " + need.text(false) + "; " + String.join("; ", states);
        return everFits
                ? ScheduleError.AGENTS_FULL.problem(
                        message, "wait until a run ends ('runi runs list' shows them)")
                : ScheduleError.LARGER_THAN_ANY_AGENT.problem(
                        message,
                        "use a larger machine, or split the scenario so that it needs fewer"
                                + " slices");
    }

    private static String runs(int count) {
        return count + (count == 1 ? " run" : " runs");
    }
}
