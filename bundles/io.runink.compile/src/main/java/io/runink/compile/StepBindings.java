package io.runink.compile;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.Field;
import io.runink.api.contract.StepFunction;
import io.runink.api.dag.Node;
import io.runink.api.error.Location;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import io.runink.api.plugin.StepDescriptor;
import io.runink.api.scenario.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Binds step names: to a step function first, else to a step that a contract declares, else to one
 * of a plug-in.
 */
final class StepBindings {

    /** What a tag may give a step of a contract file. */
    private static final Set<String> OF_DECLARED = StepArguments.RESERVED;

    private final Map<String, List<Binding.Declared>> functions = new LinkedHashMap<>();
    private final Map<String, List<Binding.Declared>> declared = new LinkedHashMap<>();
    private final Map<String, StepDescriptor> installed = new LinkedHashMap<>();
    private final Map<String, Location> places;
    private final Plugins plugins;

    StepBindings(ContractFile file, Plugins plugins) {
        this.places = file.places();
        this.plugins = plugins;
        for (Plugin plugin : plugins.installed()) {
            plugin.steps().forEach(it -> installed.putIfAbsent(it.name(), it));
        }
        for (StepFunction function : file.functions()) {
            put(
                    functions,
                    function.step(),
                    new Binding.Declared(
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
                        new Binding.Declared(
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
                new Binding.Declared(
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
                new Binding.Declared(
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

    private static void put(
            Map<String, List<Binding.Declared>> into,
            @Nullable String step,
            Binding.Declared bound) {
        if (step != null) {
            into.computeIfAbsent(step, name -> new ArrayList<>()).add(bound);
        }
    }

    /** Whether the contract files have a step of that name. */
    boolean declares(String step) {
        return functions.containsKey(step) || declared.containsKey(step);
    }

    /** What the tag's step name means, or a problem at the tag. */
    Optional<Binding> bind(Tag tag, Problems problems) {
        String step = tag.text().orElse("");
        List<Binding.Declared> candidates = candidates(step);
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
        if (candidates.size() == 1) {
            argumentless(tag, problems);
            return Optional.of(candidates.getFirst());
        }
        StepDescriptor found = installed.get(step);
        if (found != null) {
            return Optional.of(
                    new Binding.Plugged(found, StepArguments.read(found, tag, problems)));
        }
        unbound(tag, step, problems);
        return Optional.empty();
    }

    private List<Binding.Declared> candidates(String step) {
        return functions.getOrDefault(step, declared.getOrDefault(step, List.of()));
    }

    private static void argumentless(Tag tag, Problems problems) {
        for (Tag.Argument argument : tag.arguments().subList(1, tag.arguments().size())) {
            boolean nested = argument.value() instanceof Tag.Value.Nested;
            if (!nested && !OF_DECLARED.contains(argument.key())) {
                problems.add(
                        CompileError.STEP_ARGUMENT,
                        argument.place(),
                        "'"
                                + tag.text().orElse("")
                                + "' is a step of a contract file, which takes no argument"
                                + (argument.key().isEmpty() ? "" : " '" + argument.key() + "'"),
                        "remove it");
            }
        }
    }

    private void unbound(Tag tag, String step, Problems problems) {
        List<String> known = new ArrayList<>(functions.keySet());
        known.addAll(declared.keySet());
        List<String> all = new ArrayList<>(known);
        all.addAll(installed.keySet());
        all.add(Splits.STEP);
        problems.add(
                CompileError.STEP_UNBOUND,
                tag.place(),
                "nothing provides the step '" + step + "'",
                offered(step)
                        .map(plugin -> "'runi plugin install " + plugin + "' provides it")
                        .or(() ->
                                Nearest.to(step, all)
                                        .map(near -> "did you mean '" + near + "'" + how(near)))
                        .orElseGet(() -> remedy(step, known)));
    }

    /** The plug-in of the catalogue that has a step. */
    private Optional<String> offered(String step) {
        return plugins.catalogue().stream()
                .filter(it -> it.steps().stream().anyMatch(each -> each.name().equals(step)))
                .map(Plugin::name)
                .findFirst();
    }

    private String how(String step) {
        List<Binding.Declared> candidates = candidates(step);
        if (!candidates.isEmpty()) {
            return ", " + candidates.getFirst().how() + "?";
        }
        StepDescriptor found = installed.get(step);
        return found == null ? "?" : ", of the plug-in " + found.plugin() + "?";
    }

    private static String remedy(String step, List<String> known) {
        return "declare a function with @Step(\""
                + step
                + "\") in a contract file"
                + (known.isEmpty() ? "" : ", or use one of " + String.join(", ", known));
    }
}
