package io.runink.kernel.plugin;

import io.runink.api.contract.RuleClass;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.ConfigKey;
import io.runink.api.plugin.ConnectorDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plug-in provides, read from its capabilities.
 *
 * @param connectors what it reads or writes
 * @param checks the rules it executes
 */
record Descriptors(List<ConnectorDescriptor> connectors, List<CheckDescriptor> checks) {

    static final String CONNECTOR = "runink.connector";
    static final String CHECK = "runink.check";

    private static final Set<String> DIRECTIONS = Set.of("source", "sink");

    Descriptors {
        connectors = List.copyOf(connectors);
        checks = List.copyOf(checks);
    }

    boolean isEmpty() {
        return connectors.isEmpty() && checks.isEmpty();
    }

    /**
     * @param plugin the bundle's name
     * @param clauses its capabilities, of whatever namespaces
     * @throws io.runink.api.error.RuninkException if one of ours is not as it must be
     */
    static Descriptors of(String plugin, List<CapabilityHeader.Clause> clauses) {
        List<ConnectorDescriptor> connectors = new ArrayList<>();
        List<CheckDescriptor> checks = new ArrayList<>();
        for (CapabilityHeader.Clause clause : clauses) {
            try {
                if (clause.namespace().equals(CONNECTOR)) {
                    connectors.add(connector(plugin, clause.attributes()));
                } else if (clause.namespace().equals(CHECK)) {
                    checks.add(check(plugin, clause.attributes()));
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
        return new Descriptors(connectors, checks);
    }

    private static ConnectorDescriptor connector(String plugin, Map<String, Object> attributes) {
        List<String> directions = texts(attributes, "directions");
        if (directions.isEmpty() || !DIRECTIONS.containsAll(directions)) {
            throw new IllegalArgumentException(
                    "directions are '"
                            + String.join(",", directions)
                            + "', expected source, sink"
                            + " or both");
        }
        List<ConfigKey> keys =
                texts(attributes, "configuration").stream().map(ConfigKey::parse).toList();
        return new ConnectorDescriptor(text(attributes, "scheme"), directions, plugin, keys);
    }

    private static CheckDescriptor check(String plugin, Map<String, Object> attributes) {
        String category = text(attributes, "category");
        RuleClass rule;
        try {
            rule = RuleClass.valueOf(category.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "category is '"
                            + category
                            + "', expected one of "
                            + List.of(RuleClass.values()),
                    e);
        }
        return new CheckDescriptor(
                text(attributes, "kind"),
                rule,
                texts(attributes, "annotations"),
                texts(attributes, "types"),
                plugin);
    }

    private static String text(Map<String, Object> attributes, String name) {
        Object value = attributes.get(name);
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException("attribute '" + name + "' is missing");
        }
        return value.toString();
    }

    /** A list, or one text with commas; absent is empty. */
    private static List<String> texts(Map<String, Object> attributes, String name) {
        @Nullable Object value = attributes.get(name);
        if (value == null) {
            return List.of();
        }
        List<?> items =
                value instanceof List<?> list ? list : List.of(value.toString().split(",", -1));
        return items.stream()
                .map(it -> Objects.toString(it, "").strip())
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
