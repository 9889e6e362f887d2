package io.runink.plan;

import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.plan.SlicePlan;
import java.util.ArrayList;
import java.util.List;

/** What a herd allows its slices besides walls: programs to start, and scratch space. */
final class Allotment {

    private Allotment() {}

    /** Every program that the herd does not grant. */
    static List<Problem> refused(Herd herd, List<SlicePlan> slices) {
        List<Problem> problems = new ArrayList<>();
        for (SlicePlan slice : slices) {
            SlicePlan.Command command = slice.command();
            if (command != null && !herd.commands().contains(command.program())) {
                problems.add(notGranted(herd, slice.nodes().getFirst(), command.program()));
            }
        }
        return problems;
    }

    /** The slices, those that need scratch space sharing what the herd has. */
    static List<SlicePlan> shared(Herd herd, List<SlicePlan> slices) {
        long spilling = slices.stream().filter(it -> it.resources().scratchBytes() > 0).count();
        long share = herd.quota().storageBytes() / Math.max(1, spilling);
        return slices.stream()
                .map(it ->
                        new SlicePlan(
                                it.name(),
                                it.nodes(),
                                it.resources()
                                        .withScratch(
                                                Math.min(it.resources().scratchBytes(), share)),
                                it.plugins(),
                                it.reason(),
                                it.command()))
                .toList();
    }

    private static Problem notGranted(Herd herd, String step, String program) {
        return PlanError.COMMAND_NOT_GRANTED.problem(
                "step '"
                        + step
                        + "' starts '"
                        + program
                        + "', and herd '"
                        + herd.name()
                        + "' grants "
                        + (herd.commands().isEmpty()
                                ? "no command"
                                : String.join(", ", herd.commands())),
                "let the herd's file say [grants] commands = [\""
                        + program
                        + "\"] and run 'runi herd apply FILE', or use another step");
    }
}
