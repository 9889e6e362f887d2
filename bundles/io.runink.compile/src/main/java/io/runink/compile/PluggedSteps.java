package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.RuleClass;
import io.runink.api.error.Location;
import io.runink.api.plugin.StepParameter;
import io.runink.api.plugin.StepShape;
import io.runink.api.scenario.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what the steps of plug-ins yield, and holds their arguments against what they take. */
final class PluggedSteps {

    /** Steps whose rows are rows they took, as they were: what held of those holds still. */
    private static final Set<String> KEEPS_ROWS = Set.of("filter", "sort", "deduplicate");

    /** The step whose keys may say in which direction they go. */
    private static final String SORT = "sort";

    private static final Pattern ORDER = Pattern.compile("\\s+(asc|desc)\\s*$");

    /** The step whose columns are in clear no more. */
    static final String MASK = "mask";

    private final Contracts contracts;
    private final Expressions expressions;
    private final Demands demands;
    private final Problems problems;
    private final ShapeCheck check;
    private final Inference inference;

    PluggedSteps(Contracts contracts, Expressions expressions, Demands demands, Problems problems) {
        this.contracts = contracts;
        this.expressions = expressions;
        this.demands = demands;
        this.problems = problems;
        this.check = new ShapeCheck(expressions, problems);
        this.inference = new Inference(contracts);
    }

    /** Whether as much flows into a step as it takes. */
    boolean takes(Vertex vertex, Binding.Plugged step) {
        int inputs = vertex.inflows().size();
        int least = step.step().inputsMin();
        int most = step.step().inputsMax();
        if (inputs >= least && (most == 0 || inputs <= most)) {
            return true;
        }
        String takes =
                least == most
                        ? "exactly " + least
                        : "at least " + least + (most == 0 ? "" : ", at most " + most);
        problems.add(
                CompileError.STEP_INPUTS,
                vertex.tag().argument("from").map(Tag.Argument::place).orElse(vertex.tag().place()),
                "'"
                        + vertex.name()
                        + "' takes "
                        + takes
                        + (most == 1 ? " input" : " inputs")
                        + ", and "
                        + inputs
                        + (inputs == 1 ? " flows" : " flow")
                        + " in: "
                        + String.join(", ", vertex.upstream()),
                inputs < least
                        ? "name them with from=[\"…\", \"…\"]"
                        : "bring them together with @step(\"union\") before it, or name one with"
                                + " from=\"…\"");
        return false;
    }

    /**
     * The step with its contracts; empty if something is wrong, which a problem then says.
     *
     * @param named the contract that the tag names
     */
    Optional<TypedFlow.Typed> type(
            Vertex vertex,
            Binding.Plugged step,
            List<TypedFlow.Typed> inputs,
            Optional<String> named) {
        List<String> taken = inputs.stream().map(TypedFlow.Typed::output).toList();
        StepCall call =
                new StepCall(
                        step.step(),
                        vertex,
                        step.arguments(),
                        taken.stream().map(contracts::get).toList());
        boolean right = arguments(call);
        Optional<List<OutputColumn>> columns = new Shapes(check).columns(call);
        boolean nameless = named.isEmpty() && vertex.tag().argument("contract").isPresent();
        if (!right || !step.arguments().right() || columns.isEmpty() || nameless) {
            return Optional.empty();
        }
        Demands.Demand demand = demands.of(vertex);
        if (named.isEmpty() && demand.contracts().size() > 1) {
            notNamed(vertex, demand);
            return Optional.empty();
        }
        Optional<String> wanted = named.or(demand::single);
        return step.step().shape() == StepShape.DECLARED
                ? declared(call, taken, wanted, demand)
                : shaped(call, taken, wanted, columns.get());
    }

    private void notNamed(Vertex vertex, Demands.Demand demand) {
        problems.add(
                CompileError.CONTRACT_NOT_NAMED,
                vertex.tag().place(),
                "the step '"
                        + vertex.name()
                        + "' names no contract, and what takes from it "
                        + (demand.contracts().isEmpty()
                                ? "demands none"
                                : "demands " + String.join(" and ", demand.contracts())),
                demand.contracts().isEmpty()
                        ? "add contract=\"…\""
                        : "put a step with contract=\"…\" before each, such as @step(\"select\","
                                + " …)");
    }

    private Optional<TypedFlow.Typed> declared(
            StepCall call, List<String> taken, Optional<String> wanted, Demands.Demand demand) {
        if (wanted.isEmpty()) {
            notNamed(call.vertex(), demand);
            return Optional.empty();
        }
        return Optional.of(typed(call, taken, wanted.get(), wanted.get(), true, List.of()));
    }

    private static TypedFlow.Typed typed(
            StepCall call,
            List<String> taken,
            String made,
            String output,
            boolean enforced,
            List<OutputColumn> columns) {
        return new TypedFlow.Typed(
                call.vertex(),
                Optional.of(new Binding.Plugged(call.step(), call.arguments())),
                taken,
                made,
                output,
                enforced,
                columns);
    }

    private Optional<TypedFlow.Typed> shaped(
            StepCall call,
            List<String> taken,
            Optional<String> wanted,
            List<OutputColumn> columns) {
        String input = taken.getFirst();
        boolean keeps = KEEPS_ROWS.contains(call.step().name()) && taken.size() == 1;
        boolean anew = wanted.isPresent() && (!wanted.get().equals(input) || wholes(input));
        if (keeps && !anew) {
            return Optional.of(typed(call, taken, input, input, false, columns));
        }
        Set<String> masked = masked(call);
        if (!masked.isEmpty() && wanted.filter(input::equals).isPresent()) {
            // What held of the clear values need not hold of the masked ones.
            return Optional.of(typed(call, taken, input, input, false, columns));
        }
        if (wanted.isPresent() && same(columns, contracts.get(wanted.get()))) {
            String contract = wanted.get();
            return Optional.of(typed(call, taken, contract, contract, true, columns));
        }
        Contract made = inference.infer(call.vertex().name(), columns, masked);
        if (wanted.isEmpty()) {
            return Optional.of(typed(call, taken, made.name(), made.name(), false, columns));
        }
        Contract output = contracts.get(wanted.get());
        String missing = Differences.unobtainable(made, output);
        if (missing.isEmpty()) {
            return Optional.of(typed(call, taken, made.name(), output.name(), true, columns));
        }
        problems.add(
                CompileError.NOT_OBTAINABLE,
                contractPlace(call.vertex()),
                "'"
                        + call.vertex().name()
                        + "' is to yield '"
                        + output.name()
                        + "', but of what it makes "
                        + missing,
                "make these columns here or in a step before, or correct the contract");
        return Optional.empty();
    }

    private static Location contractPlace(Vertex vertex) {
        return vertex.tag()
                .argument("contract")
                .map(Tag.Argument::place)
                .orElse(vertex.tag().place());
    }

    /** Whether a contract has rules over all rows together: these hold of a part no more. */
    private boolean wholes(String contract) {
        return contracts.get(contract).rules().stream()
                .anyMatch(it -> it.category() == RuleClass.DATASET);
    }

    private static boolean same(List<OutputColumn> columns, Contract contract) {
        List<Field> fields = contract.fields();
        boolean same = columns.size() == fields.size();
        for (int i = 0; same && i < fields.size(); i++) {
            same =
                    fields.get(i).name().equals(columns.get(i).name())
                            && fields.get(i).type().equals(columns.get(i).type());
        }
        return same;
    }

    /** The columns that a step masks; none if it is no such step. */
    static Set<String> masked(StepCall call) {
        Set<String> masked = new HashSet<>();
        if (call.step().name().equals(MASK)) {
            call.arguments().values("columns").forEach(it -> masked.add(it.text()));
            if (masked.isEmpty()) {
                call.input().fields().stream()
                        .filter(Field::sensitive)
                        .forEach(it -> masked.add(it.name()));
            }
        }
        return masked;
    }

    /** Holds what the tag gives for declared parameters against the first input. */
    private boolean arguments(StepCall call) {
        StepArguments arguments = call.arguments();
        boolean right = true;
        for (Written name : arguments.of(StepParameter.Type.COLUMN, StepParameter.Type.COLUMNS)) {
            right &= check.column(name, call.input()).isPresent();
        }
        if (call.step().name().equals(SORT)) {
            for (Written key : arguments.values("by")) {
                Written column = key.part(0, ORDER.matcher(key.text()).replaceFirst("").length());
                right &= check.column(column, call.input()).isPresent();
            }
        }
        for (Written condition : arguments.of(StepParameter.Type.CONDITION)) {
            right &= expressions.condition(condition, call.input()).isPresent();
        }
        for (Written value : arguments.of(StepParameter.Type.EXPRESSION)) {
            right &= expressions.value(value, call.input()).isPresent();
        }
        return right;
    }
}
