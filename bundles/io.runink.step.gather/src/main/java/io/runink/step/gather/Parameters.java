package io.runink.step.gather;

import io.runink.spi.step.StepContext;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the scenario gave a step.
 *
 * @param all every value as text
 */
record Parameters(SortedMap<String, List<String>> all) {

    /** Columns whose name is a key of the tag are written here, {@code name = value} each. */
    static final String SET = "set";

    static Parameters of(StepContext context) {
        return new Parameters(context.parameters());
    }

    /** All values of a parameter; empty if it was not given. */
    List<String> texts(String name) {
        return all.getOrDefault(name, List.of());
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

    /** All values of a parameter, one at least. */
    List<String> required(String name) {
        List<String> values = texts(name);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("parameter '" + name + "' is missing");
        }
        return values;
    }

    /** One of some words, the first of which is the standard. */
    String oneOf(String name, String... words) {
        String text = text(name, words[0]);
        if (!List.of(words).contains(text)) {
            throw new IllegalArgumentException(
                    "parameter '"
                            + name
                            + "' is '"
                            + text
                            + "', expected one of "
                            + String.join(", ", words));
        }
        return text;
    }

    /** A number of milliseconds in microseconds; -1 if it was not given. */
    long micros(String name) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return -1;
        }
        try {
            return Math.multiplyExact(Long.parseLong(text), 1000L);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' is '" + text + "', expected milliseconds", e);
        }
    }

    /**
     * What was given for columns of the output: free keys, and the elements of {@code set}.
     *
     * @param declared parameters that are no columns
     */
    SortedMap<String, String> columns(Set<String> declared) {
        SortedMap<String, String> columns = new TreeMap<>();
        for (String name : all.keySet()) {
            if (!name.equals(SET) && !declared.contains(name)) {
                columns.put(name, text(name, ""));
            }
        }
        for (String entry : texts(SET)) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "parameter 'set' has '" + entry + "', expected 'column = value'");
            }
            String name = entry.substring(0, equals).strip();
            if (columns.put(name, entry.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("column '" + name + "' is given twice");
            }
        }
        return columns;
    }
}
