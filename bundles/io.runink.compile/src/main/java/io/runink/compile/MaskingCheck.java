package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.dag.Node;
import io.runink.api.error.Location;
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

    private final ContractNames contracts;
    private final Map<String, Location> places;
    private final Problems problems;

    /** By vertex: whether the columns its output contract marks are masked on every path. */
    private final Map<String, Boolean> masked = new HashMap<>();

    MaskingCheck(ContractFile file, ContractNames contracts, Problems problems) {
        this.contracts = contracts;
        this.places = file.places();
        this.problems = problems;
    }

    void check(List<TypedFlow.Typed> flow) {
        for (TypedFlow.Typed node : flow) {
            boolean masksReach =
                    !node.vertex().upstream().isEmpty()
                            && node.vertex().upstream().stream()
                                    .allMatch(it -> masked.getOrDefault(it, false));
            if (node.vertex().kind() == Vertex.Kind.SINK) {
                sink(node, masksReach);
                continue;
            }
            boolean out = false;
            if (node.does(Node.Work.Mask.class)) {
                out = true;
            } else if (node.does(Node.Work.Validate.class)) {
                out = masksReach;
                validate(node, anyMasked(node));
            } else if (node.does(Node.Work.Call.class)) {
                call(node, masksReach);
            }
            masked.put(node.vertex().name(), out || markedColumns(node.output()).isEmpty());
        }
    }

    private boolean anyMasked(TypedFlow.Typed node) {
        return !markedColumns(node.input()).isEmpty()
                && node.vertex().upstream().stream().anyMatch(it -> masked.getOrDefault(it, false));
    }

    private List<Field> markedColumns(String contract) {
        return contracts.get(contract).fields().stream()
                .filter(field -> field.masking() != null)
                .toList();
    }

    private void sink(TypedFlow.Typed sink, boolean masksReach) {
        Contract contract = contracts.get(sink.input());
        List<String> marked = markedColumns(sink.input()).stream().map(Field::name).toList();
        if (!marked.isEmpty() && !masksReach) {
            problems.add(
                    CompileError.UNMASKED,
                    sink.vertex().tag().place(),
                    "'"
                            + sink.vertex().name()
                            + "' would write "
                            + String.join(", ", marked)
                            + " of '"
                            + contract.name()
                            + "' in clear, though they are to be"
                            + " masked",
                    remedy(contract));
        }
        for (Field field : contract.fields()) {
            Optional<Contract> held = heldMarked(field, new HashSet<>());
            if (held.isPresent()) {
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

    /** The contract with marked columns that a column holds as JSON, however deep. */
    private Optional<Contract> heldMarked(Field field, Set<String> seen) {
        String of = field.jsonOf();
        if (of == null || !seen.add(of)) {
            return Optional.empty();
        }
        if (!markedColumns(of).isEmpty()) {
            return Optional.of(contracts.get(of));
        }
        return contracts.get(of).fields().stream()
                .flatMap(it -> heldMarked(it, seen).stream())
                .findFirst();
    }

    private static String remedy(Contract contract) {
        String step = contract.masks();
        return step == null
                ? "declare @Masks(\"…\") on " + contract.name() + " and put that @step before it"
                : "put @step(\"" + step + "\") before it on every path";
    }

    /** Rules hold of clear values; masked ones break them. */
    private void validate(TypedFlow.Typed node, boolean anyMasked) {
        if (!anyMasked) {
            return;
        }
        Contract contract = contracts.get(node.output());
        List<String> broken = new ArrayList<>();
        for (Rule rule : contract.rules()) {
            boolean reads =
                    markedColumns(contract.name()).stream()
                            .anyMatch(field -> rule.columns().contains(field.name()));
            if (reads && !rule.kind().equals("type") && !rule.kind().equals("required")) {
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

    private void call(TypedFlow.Typed node, boolean masksReach) {
        Contract input = contracts.get(node.input());
        Contract output = contracts.get(node.output());
        if (input.name().equals(output.name())) {
            return;
        }
        for (Field field : input.fields()) {
            Optional<Field> same = output.field(field.name());
            if (same.isEmpty() || !field.sensitive()) {
                continue;
            }
            String column = "column '" + field.name() + "' of '" + input.name() + "'";
            if (field.masking() != null && !masksReach && same.get().masking() == null) {
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
            } else if (!same.get().sensitive()) {
                problems.warn(
                        CompileError.MARK_LOST,
                        places.get(output.name() + "." + field.name()),
                        column
                                + " is personal or masked, but not marked in '"
                                + output.name()
                                + "'",
                        "mark it with @Pii in " + output.name());
            }
        }
    }
}
