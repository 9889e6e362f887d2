package io.runink.agent;

import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import io.runink.api.plan.SlicePlan;
import io.runink.api.slice.SliceMessage;
import io.runink.spi.isolation.SliceExit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a run failed. When one slice dies, its neighbours see broken edges and fail as well: the
 * cause is the gravest thing that happened, not the first that was heard of.
 */
final class Diagnosis {

    /** Problems that begin so say that a neighbour went away, or the command of the slice. */
    private static final List<String> BROKEN_EDGE =
            List.of("RNK-EXCHANGE-", "RNK-SLICE-010", "RNK-SLICE-026");

    /**
     * Exit statuses above this are 128 plus a signal, where a wrapper translates one (POSIX sh).
     */
    private static final int SIGNAL_STATUS_BASE = 128;

    /** Status of a JVM that ended itself by {@code -XX:+ExitOnOutOfMemoryError} (HotSpot). */
    private static final int HEAP_EXHAUSTED_STATUS = 3;

    private static final Map<Integer, String> SIGNALS =
            Map.of(
                    6, "SIGABRT", 7, "SIGBUS", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM", 31,
                    "SIGSYS");

    private Diagnosis() {}

    /**
     * What happened, and how likely it is the cause of the rest.
     *
     * @param gravity 6 for memory, which explains everything; then what a slice says of its own
     *     accord; an end from outside; one without a word; the end of a command, which ends when
     *     its slice goes away; and least a broken edge
     */
    private record Cause(int gravity, List<Problem> problems) {}

    /** Whether anything has failed. */
    static boolean failed(List<SliceLink> slices, List<CommandLink> commands) {
        return causes(slices, commands).findAny().isPresent();
    }

    private static Stream<Cause> causes(List<SliceLink> slices, List<CommandLink> commands) {
        return Stream.concat(
                slices.stream().flatMap(it -> cause(it).stream()),
                commands.stream().flatMap(it -> cause(it).stream()));
    }

    /** The problems of the gravest cause. */
    static List<Problem> of(List<SliceLink> slices, List<CommandLink> commands) {
        return causes(slices, commands)
                .max(Comparator.comparingInt(Cause::gravity))
                .map(Cause::problems)
                .orElseGet(() ->
                        List.of(
                                AgentError.DEFECT.problem(
                                        "the run failed and no slice says why",
                                        "report this with the slices' log")));
    }

    private static Optional<Cause> cause(SliceLink slice) {
        Optional<SliceExit> exit = slice.exited();
        SlicePlan plan = slice.plan();
        Optional<Problem> refused = exit.flatMap(it -> refused(what(plan), plan, it));
        if (refused.isPresent()) {
            return Optional.of(new Cause(6, List.of(refused.get())));
        }
        if (exit.isPresent()
                && (exit.get().outOfMemory() || exit.get().status() == HEAP_EXHAUSTED_STATUS)) {
            return Optional.of(new Cause(6, List.of(outOfMemory(what(plan), plan))));
        }
        Optional<SliceMessage.Failed> failed = slice.failed();
        if (failed.isPresent()) {
            boolean broken =
                    failed.get().problems().stream()
                            .allMatch(it -> BROKEN_EDGE.stream().anyMatch(it.code()::startsWith));
            return Optional.of(new Cause(broken ? 1 : 5, failed.get().problems()));
        }
        if (exit.isEmpty()) {
            return Optional.empty();
        }
        int signal = signal(exit.get());
        if (signal != 0) {
            return Optional.of(new Cause(4, List.of(signalled(plan, signal))));
        }
        if (exit.get().status() != 0 || slice.prepared().isEmpty()) {
            return Optional.of(
                    new Cause(
                            3,
                            List.of(
                                    AgentError.SLICE_EXIT.problem(
                                            what(plan)
                                                    + " ended with status "
                                                    + exit.get().status()
                                                    + " before its work was done",
                                            "see the end of 'logs/slices.log' in the home"))));
        }
        return Optional.empty();
    }

    private static Optional<Cause> cause(CommandLink command) {
        SliceExit exit = command.exited().orElse(new SliceExit(0, 0, false, 0));
        SlicePlan plan = command.plan();
        String what = "command of step '" + plan.nodes().getFirst() + "'";
        if (exit.outOfMemory()) {
            return Optional.of(new Cause(6, List.of(outOfMemory(what, plan))));
        }
        if (exit.status() == 0 && exit.signal() == 0) {
            return Optional.empty();
        }
        Optional<Problem> refused = refused(what, plan, exit);
        if (refused.isPresent()) {
            return Optional.of(new Cause(6, List.of(refused.get())));
        }
        String how =
                exit.signal() == 0
                        ? "ended with status " + exit.status()
                        : "was ended by signal " + named(exit.signal());
        return Optional.of(
                new Cause(
                        2,
                        List.of(
                                AgentError.COMMAND.problem(
                                        what + " " + how,
                                        "see the end of 'logs/slices.log' in the home for what it"
                                                + " said"))));
    }

    /** A command that does not end though nobody waits for its rows any more. */
    static RuninkException lingering(List<CommandLink> commands) {
        return commands.stream()
                .filter(it -> it.exited().isEmpty())
                .findFirst()
                .map(it ->
                        AgentError.COMMAND.exception(
                                "command of step '"
                                        + it.plan().nodes().getFirst()
                                        + "' closed its output and did not end",
                                "let it end once its input does"))
                .orElseGet(() ->
                        AgentError.DEFECT.exception(
                                "a command did not end, and none is left", "report this"));
    }

    private static int signal(SliceExit exit) {
        if (exit.signal() != 0) {
            return exit.signal();
        }
        return exit.status() > SIGNAL_STATUS_BASE ? exit.status() - SIGNAL_STATUS_BASE : 0;
    }

    private static Problem outOfMemory(String what, SlicePlan plan) {
        return AgentError.SLICE_MEMORY.problem(
                what
                        + " used more than its "
                        + plan.resources().memoryBytes() / (1024 * 1024)
                        + " MiB and was ended",
                "look for a step that gathers rows");
    }

    /** A JVM calls it memory, a shell a failed fork: the cgroup knows. */
    private static Optional<Problem> refused(String what, SlicePlan plan, SliceExit exit) {
        if (exit.processesRefused() == 0 || exit.status() == 0 || exit.outOfMemory()) {
            return Optional.empty();
        }
        return Optional.of(
                AgentError.SLICE_EXIT.problem(
                        what
                                + " wanted more than its "
                                + plan.resources().processes()
                                + " processes and threads, and ended with status "
                                + exit.status(),
                        "let it start fewer"));
    }

    private static Problem signalled(SlicePlan plan, int signal) {
        return AgentError.SLICE_SIGNAL.problem(
                what(plan) + " was ended by signal " + named(signal),
                "run again; if nobody ended it, see 'logs/slices.log' in the home");
    }

    private static String named(int signal) {
        String name = SIGNALS.getOrDefault(signal, "");
        return name.isEmpty() ? Integer.toString(signal) : signal + " (" + name + ")";
    }

    private static String what(SlicePlan plan) {
        return "slice '"
                + plan.name()
                + "' ("
                + (plan.nodes().size() == 1 ? "step " : "steps ")
                + plan.nodes().stream()
                        .map(node -> "'" + node + "'")
                        .reduce((left, right) -> left + ", " + right)
                        .orElse("none")
                + ")";
    }
}
