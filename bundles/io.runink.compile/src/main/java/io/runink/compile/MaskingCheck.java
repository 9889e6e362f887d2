package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.dag.Node;
import io.runink.api.plugin.StepShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows what contracts mark from where it is produced to where it is written. It fails closed:
 * what is marked to be masked and may reach a sink in clear on one path is refused.
 */
final class MaskingCheck {

    private final Contracts contracts;
    private final Problems problems;

    /** By vertex: the columns of its output whose values are masked on every path. */
    private final Map<String, Set<String>> masked = new HashMap<>();

    /** By sink: the columns to be masked for the role that reads it. */
    private final Map<String, List<String>> forRoles = new HashMap<>();

    MaskingCheck(Contracts contracts, Problems problems) {
        this.contracts = contracts;
        this.problems = problems;
    }

    /** Checks; answers which columns are to be masked before a sink, for the role it is for. */
    Map<String, List<String>> check(List<TypedFlow.Typed> flow) {
        for (TypedFlow.Typed node : flow) {
            if (node.vertex().kind() == Vertex.Kind.SINK) {
                sink(node, reach(node));
                continue;
            }
            Set<String> out = new HashSet<>();
            if (node.does(Node.Work.Mask.class)) {
                out.addAll(reach(node));
                contracts.marked(node.output()).forEach(it -> out.add(it.name()));
            } else if (node.does(Node.Work.Validate.class)) {
                out.addAll(reach(node));
                validate(node, anyMasked(node));
            } else if (node.does(Node.Work.Call.class)) {
                handedOn(node, node.input(), clear(node.input(), reach(node)), false);
            } else if (node.plugged().isPresent()) {
                out.addAll(plugged(node, node.plugged().get()));
            }
            masked.put(node.vertex().name(), out);
        }
        return forRoles;
    }

    private Set<String> maskedBefore(TypedFlow.Typed node, int inflow) {
        return masked.getOrDefault(node.vertex().upstream().get(inflow), Set.of());
    }

    /** The columns that come masked by every way. */
    private Set<String> reach(TypedFlow.Typed node) {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < node.vertex().inflows().size(); i++) {
            if (i == 0) {
                all.addAll(maskedBefore(node, i));
            } else {
                all.retainAll(maskedBefore(node, i));
            }
        }
        return all;
    }

    /** The columns that come masked by some way. */
    private Set<String> anyMasked(TypedFlow.Typed node) {
        Set<String> any = new HashSet<>();
        for (int i = 0; i < node.vertex().inflows().size(); i++) {
            any.addAll(maskedBefore(node, i));
        }
        return any;
    }

    private boolean marked(Field field) {
        return field.masking() != null || Marks.nested(field.type());
    }

    /** The columns that are marked to be masked, but not masked. */
    private List<Field> clear(String contract, Set<String> masked) {
        return contracts.get(contract).fields().stream()
                .filter(it -> marked(it) && !masked.contains(it.name()))
                .toList();
    }

    private void sink(TypedFlow.Typed sink, Set<String> masked) {
        Contract contract = contracts.get(sink.input());
        Optional<String> role = Roles.of(sink.vertex(), problems);
        List<Field> clear = clear(sink.input(), masked);
        List<Field> hidden =
                clear.stream().filter(it -> role.filter(it.reveal()::contains).isEmpty()).toList();
        boolean maskable = hidden.stream().allMatch(it -> it.masking() != null);
        if (role.isPresent() && maskable && !hidden.isEmpty()) {
            forRoles.put(sink.vertex().name(), hidden.stream().map(Field::name).toList());
        } else if (!hidden.isEmpty()) {
            problems.add(
                    CompileError.UNMASKED,
                    sink.vertex().tag().place(),
                    "'"
                            + sink.vertex().name()
                            + "' would write "
                            + String.join(", ", hidden.stream().map(Field::name).toList())
                            + " of '"
                            + contract.name()
                            + "' in clear, though they are to be"
                            + " masked",
                    remedy(contract));
        }
        for (Field field : contract.fields()) {
            Optional<Contract> held = contracts.heldMarked(field, new HashSet<>());
            if (held.isPresent() && !masked.contains(field.name())) {
                problems.add(
                        CompileError.UNMASKED,
                        sink.vertex().tag().place(),
                        "'"
                                + sink.vertex().name()
                                + "' would write '"
                                + field.name()
                                + "', the"
                                + " JSON of '"
                                + held.get().name()
                                + "', whose columns are to be masked",
                        "decode it and mask the rows: " + remedy(held.get()));
            }
        }
    }

    private static String remedy(Contract contract) {
        String step = contract.masks();
        if (step != null) {
            return "put @step(\"" + step + "\") before it on every path";
        }
        return contract.inferred()
                ? "put @step(\"" + PluggedSteps.MASK + "\") before it on every path"
                : "declare @Masks(\"…\") on " + contract.name() + " and put that @step before it";
    }

    /** Rules hold of clear values; masked ones break them. */
    private void validate(TypedFlow.Typed node, Set<String> maskedColumns) {
        Contract contract = contracts.get(node.output());
        Set<String> marked = new HashSet<>(maskedColumns);
        List<String> broken = new ArrayList<>();
        for (Rule rule : contract.rules()) {
            boolean reads = rule.columns().stream().anyMatch(it -> marked.contains(top(it)));
            boolean holds =
                    rule.kind().equals("type")
                            || (rule.kind().equals("required") && texts(rule, contract));
            if (reads && !holds) {
                broken.add(rule.id());
            }
        }
        if (!broken.isEmpty()) {
            problems.add(
                    CompileError.VALIDATE_MASKED,
                    node.vertex().tag().place(),
                    "'"
                            + node.vertex().name()
                            + "' would hold masked values against "
                            + String.join(", ", broken),
                    "put it before the step that masks");
        }
    }

    /** The column that a path of a rule begins with. */
    private static String top(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return path.substring(0, end);
    }

    /** Whether a masked value is still a value: of text it is, all else becomes absent. */
    private static boolean texts(Rule rule, Contract contract) {
        return rule.columns().stream()
                .flatMap(it -> contract.field(top(it)).stream())
                .allMatch(it -> it.type().kind() == DataType.Kind.STRING);
    }

    /**
     * Holds the marks of a step's output against those of what it takes.
     *
     * @param clear the columns that come in clear though they are marked
     * @param opaque whether a column may come out under any name
     */
    private void handedOn(TypedFlow.Typed node, String from, List<Field> clear, boolean opaque) {
        Contract input = contracts.get(from);
        Contract output = contracts.get(node.output());
        if (input.name().equals(output.name())) {
            return;
        }
        for (Field field : input.fields()) {
            Optional<Field> same = output.field(field.name());
            boolean open = clear.contains(field);
            boolean kept = same.filter(it -> it.masking() != null).isPresent();
            String column = "column '" + field.name() + "' of '" + input.name() + "'";
            if (open && !kept && (opaque || same.isPresent())) {
                problems.add(
                        CompileError.UNMASKED,
                        node.vertex().tag().place(),
                        column
                                + " reaches '"
                                + node.vertex().name()
                                + "' in clear, and '"
                                + output.name()
                                + "' does not mark it to be masked",
                        remedy(input) + ", or mark it with @Mask in " + output.name());
            } else if (field.sensitive() && same.isPresent() && !same.get().sensitive()) {
                problems.warn(
                        CompileError.MARK_LOST,
                        contracts.place(output.name() + "." + field.name()).orElse(null),
                        column
                                + " is personal or masked, but not marked in '"
                                + output.name()
                                + "'",
                        "mark it with @Pii in " + output.name());
            }
        }
    }

    /** The columns that leave a plug-in's step masked. */
    private Set<String> plugged(TypedFlow.Typed node, Binding.Plugged step) {
        if (step.step().shape() == StepShape.DECLARED) {
            return opaque(node);
        }
        Set<String> out = new HashSet<>();
        Set<String> anyOut = new HashSet<>();
        Set<String> open = new HashSet<>();
        Set<String> masks = PluggedSteps.masked(call(node, step));
        for (OutputColumn column : node.columns()) {
            List<OutputColumn.Origin> marked =
                    column.origins().stream().filter(it -> marks(it.field())).toList();
            long maskedOrigins =
                    marked.stream()
                            .filter(it ->
                                    maskedBefore(node, it.input()).contains(it.field().name()))
                            .count();
            if (masks.contains(column.name())
                    || (!marked.isEmpty() && maskedOrigins == marked.size())) {
                out.add(column.name());
            } else if (!marked.isEmpty()) {
                open.add(column.name());
            }
            if (masks.contains(column.name()) || maskedOrigins > 0) {
                anyOut.add(column.name());
            }
        }
        boolean inferred = contracts.get(node.output()).inferred();
        if (!inferred && !node.inputs().contains(node.output())) {
            node.columns().forEach(it -> handedOn(node, it, open.contains(it.name())));
        }
        if (node.enforced()) {
            validate(node, anyOut);
        }
        return out;
    }

    private boolean marks(Field field) {
        return marked(field) || contracts.heldMarked(field, new HashSet<>()).isPresent();
    }

    private StepCall call(TypedFlow.Typed node, Binding.Plugged step) {
        return new StepCall(
                step.step(),
                node.vertex(),
                step.arguments(),
                node.inputs().stream().map(contracts::get).toList());
    }

    /** Holds a column that is made of others against its mark in a declared contract. */
    private void handedOn(TypedFlow.Typed node, OutputColumn column, boolean open) {
        Contract output = contracts.get(node.output());
        Field field = output.field(column.name()).orElse(null);
        if (field == null) {
            return;
        }
        String what = "column '" + field.name() + "' of '" + node.vertex().name() + "'";
        if (open && field.masking() == null && field.jsonOf() == null) {
            problems.add(
                    CompileError.UNMASKED,
                    node.vertex().tag().place(),
                    what
                            + " is made of what is to be masked, and '"
                            + output.name()
                            + "' does not mark it to be masked",
                    "put @step(\"mask\") before it, or mark it with @Mask in " + output.name());
        } else if (!field.sensitive()
                && column.origins().stream().anyMatch(it -> it.field().sensitive())) {
            problems.warn(
                    CompileError.MARK_LOST,
                    contracts.place(output.name() + "." + field.name()).orElse(null),
                    what + " is personal or masked, but not marked in '" + output.name() + "'",
                    "mark it with @Pii in " + output.name());
        }
    }

    /** What happens inside is not known: any column may come out under any name. */
    private Set<String> opaque(TypedFlow.Typed node) {
        boolean anyClear = false;
        for (int i = 0; i < node.inputs().size(); i++) {
            Set<String> before = maskedBefore(node, i);
            List<Field> clear =
                    contracts.get(node.inputs().get(i)).fields().stream()
                            .filter(it -> marks(it) && !before.contains(it.name()))
                            .toList();
            anyClear |= !clear.isEmpty();
            handedOn(node, node.inputs().get(i), clear, true);
        }
        Set<String> out = new HashSet<>();
        if (!anyClear) {
            contracts.marked(node.output()).forEach(it -> out.add(it.name()));
        }
        return out;
    }
}
