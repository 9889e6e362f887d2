package io.runink.kernel.plugin;

import io.runink.api.contract.Action;
import io.runink.api.contract.RuleClass;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.ConfigKey;
import io.runink.api.plugin.ConnectorDescriptor;
import io.runink.api.plugin.StepDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a plug-in provides, read from its capabilities.
 *
 * @param connectors what it reads or writes
 * @param checks the rules it executes
 * @param steps the steps it executes
 */
record Descriptors(
        List<ConnectorDescriptor> connectors,
        List<CheckDescriptor> checks,
        List<StepDescriptor> steps) {

    static final String CONNECTOR = "runink.connector";
    static final String CHECK = "runink.check";
    static final String STEP = "runink.step";

    private static final Set<String> DIRECTIONS = Set.of("source", "sink");

    Descriptors {
        connectors = List.copyOf(connectors);
        checks = List.copyOf(checks);
        steps = List.copyOf(steps);
    }

    boolean isEmpty() {
        return connectors.isEmpty() && checks.isEmpty() && steps.isEmpty();
    }

    /**
     * @param plugin the bundle's name
     * @param clauses its capabilities, of whatever namespaces
     * @throws io.runink.api.error.RuninkException if one of ours is not as it must be
     */
    static Descriptors of(String plugin, List<CapabilityHeader.Clause> clauses) {
        List<ConnectorDescriptor> connectors = new ArrayList<>();
        List<CheckDescriptor> checks = new ArrayList<>();
        List<StepDescriptor> steps = new ArrayList<>();
        for (CapabilityHeader.Clause clause : clauses) {
            try {
                if (clause.namespace().equals(CONNECTOR)) {
                    connectors.add(connector(plugin, new Attributes(clause.attributes())));
                } else if (clause.namespace().equals(CHECK)) {
                    checks.add(check(plugin, new Attributes(clause.attributes())));
                } else if (clause.namespace().equals(STEP)) {
                    steps.add(StepCapability.read(plugin, new Attributes(clause.attributes())));
                }
            } catch (IllegalArgumentException e) {
                throw PluginError.CAPABILITY.exception(
                        "capability '"
                                + clause.namespace()
                                + "' of plug-in '"
                                + plugin
                                + "': "
                                + e.getMessage(),
                        "correct the capability that the plug-in's build declares");
            }
        }
        return new Descriptors(connectors, checks, steps);
    }

    private static ConnectorDescriptor connector(String plugin, Attributes attributes) {
        List<String> directions = attributes.texts("directions");
        if (directions.isEmpty() || !DIRECTIONS.containsAll(directions)) {
            throw new IllegalArgumentException(
                    "directions are '"
                            + String.join(",", directions)
                            + "', expected source, sink"
                            + " or both");
        }
        List<ConfigKey> keys =
                attributes.texts("configuration").stream().map(ConfigKey::parse).toList();
        return new ConnectorDescriptor(attributes.text("scheme"), directions, plugin, keys);
    }

    private static CheckDescriptor check(String plugin, Attributes attributes) {
        List<Action> actions =
                attributes.texts("actions").stream()
                        .map(it -> Attributes.constant(Action.class, "actions", it))
                        .toList();
        return new CheckDescriptor(
                attributes.text("kind"),
                Attributes.constant(RuleClass.class, "category", attributes.text("category")),
                attributes.texts("annotations"),
                attributes.texts("types"),
                plugin,
                actions,
                attributes.textOr("summary", ""));
    }
}
