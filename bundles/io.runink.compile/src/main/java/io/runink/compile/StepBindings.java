package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.Field;
import io.runink.api.contract.StepFunction;
import io.runink.api.dag.Node;
import io.runink.api.error.Location;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds step names: to a step function first, else to a step that a contract declares. */
final class StepBindings {

    /**
     * What a step name means.
     *
     * @param how in words, with its place
     */
    record Bound(Node.Work work, String input, String output, String how) {}

    private final Map<String, List<Bound>> functions = new LinkedHashMap<>();
    private final Map<String, List<Bound>> declared = new LinkedHashMap<>();
    private final Map<String, Location> places;

    StepBindings(ContractFile file) {
        this.places = file.places();
        for (StepFunction function : file.functions()) {
            put(
                    functions,
                    function.step(),
                    new Bound(
                            new Node.Work.Call(
                                    function.javaClass(),
                                    function.method(),
                                    function.cardinality()),
                            function.input(),
                            function.output(),
                            "the function "
                                    + function.javaClass()
                                    + "."
                                    + function.method()
                                    + at("step:" + function.step())));
        }
        for (Contract contract : file.contracts()) {
            declared(contract);
        }
    }

    private void declared(Contract contract) {
        String name = contract.name();
        for (Field field : contract.fields()) {
            String of = field.jsonOf();
            if (of != null) {
                put(
                        declared,
                        contract.decodes(),
                        new Bound(
                                new Node.Work.Decode(field.name()),
                                name,
                                of,
                                "decoding '"
                                        + field.name()
                                        + "' of "
                                        + name
                                        + " to "
                                        + of
                                        + ", by @Decodes"
                                        + at(name)));
            }
        }
        put(
                declared,
                contract.validates(),
                new Bound(
                        new Node.Work.Validate(),
                        name,
                        name,
                        "holding "
                                + name
                                + " against its "
                                + contract.rules().size()
                                + " rules, by @Validates"
                                + at(name)));
        List<String> masked =
                contract.fields().stream()
                        .filter(field -> field.masking() != null)
                        .map(Field::name)
                        .toList();
        put(
                declared,
                contract.masks(),
                new Bound(
                        new Node.Work.Mask(masked),
                        name,
                        name,
                        "masking "
                                + String.join(", ", masked)
                                + " of "
                                + name
                                + ", by @Masks"
                                + at(name)));
    }

    private String at(String key) {
        Location place = places.get(key);
        return place == null ? "" : " (" + place + ")";
    }

    private static void put(Map<String, List<Bound>> into, @Nullable String step, Bound bound) {
        if (step != null) {
            into.computeIfAbsent(step, name -> new ArrayList<>()).add(bound);
        }
    }

    /** What the tag's step name means, or a problem at the tag. */
    Optional<Bound> bind(Tag tag, Problems problems) {
        String step = tag.text().orElse("");
        List<Bound> candidates =
                functions.getOrDefault(step, declared.getOrDefault(step, List.of()));
        if (candidates.size() > 1) {
            problems.add(
                    CompileError.STEP_AMBIGUOUS,
                    tag.place(),
                    "the step '"
                            + step
                            + "' means two things: "
                            + candidates.get(0).how()
                            + "; and "
                            + candidates.get(1).how(),
                    "rename one of them");
            return Optional.empty();
        }
        if (candidates.isEmpty()) {
            List<String> known = new ArrayList<>(functions.keySet());
            known.addAll(declared.keySet());
            problems.add(
                    CompileError.STEP_UNBOUND,
                    tag.place(),
                    "nothing provides the step '" + step + "'",
                    Nearest.to(step, known)
                            .map(near -> "did you mean '" + near + "', " + how(near) + "?")
                            .orElseGet(() -> remedy(step, known)));
        }
        return candidates.stream().findFirst();
    }

    private String how(String step) {
        return functions
                .getOrDefault(step, declared.getOrDefault(step, List.of()))
                .getFirst()
                .how();
    }

    private static String remedy(String step, List<String> known) {
        return "declare a function with @Step(\""
                + step
                + "\") in a contract file"
                + (known.isEmpty() ? "" : ", or use one of " + String.join(", ", known));
    }
}
