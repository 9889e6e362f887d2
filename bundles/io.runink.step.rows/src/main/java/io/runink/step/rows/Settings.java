package io.runink.step.rows;

import io.runink.spi.step.StepContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the scenario gave a step.
 *
 * @param parameters every value as text
 */
record Settings(SortedMap<String, List<String>> parameters) {

    /** Columns whose name is a key of the tag are written here, {@code name = value} each. */
    static final String SET = "set";

    static Settings of(StepContext context) {
        return new Settings(context.parameters());
    }

    /** All values of a parameter; empty if it was not given. */
    List<String> texts(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The one value of a parameter, or the standard if it was not given. */
    String text(String name, String standard) {
        List<String> values = texts(name);
        if (values.size() > 1) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' has " + values.size() + " values, expected one");
        }
        return values.isEmpty() ? standard : values.getFirst();
    }

    /** The one value of a parameter. */
    String text(String name) {
        if (texts(name).isEmpty()) {
            throw new IllegalArgumentException("parameter '" + name + "' is missing");
        }
        return text(name, "");
    }

    /** Whether a flag was given as true. */
    boolean flag(String name) {
        return switch (text(name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "parameter '" + name + "' is no flag, expected true or false");
        };
    }

    /**
     * What was given for columns: free keys, and the elements of {@code set}.
     *
     * @param declared parameters that are no columns
     */
    SortedMap<String, String> columns(Set<String> declared) {
        SortedMap<String, String> columns = new TreeMap<>();
        for (String name : parameters.keySet()) {
            if (!name.equals(SET) && !declared.contains(name)) {
                columns.put(name, text(name));
            }
        }
        for (String entry : texts(SET)) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? "" : entry.substring(0, equals).strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException(
                        "parameter 'set' has '" + entry + "', expected 'column = value'");
            }
            if (columns.put(name, entry.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("column '" + name + "' is given twice");
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("no column is given, expected one at least");
        }
        return columns;
    }

    /** The only entry of a map, for messages. */
    static String place(Map.Entry<String, String> column) {
        return "column '" + column.getKey() + "' = '" + column.getValue() + "'";
    }
}
