package io.runink.api.plugin;

import java.util.Locale;
import java.util.Objects;

/**
 * A parameter of a step, as its plug-in declares it: {@code name=type:required:description} or
 * {@code name=type:optional:description}.
 *
 * @param name the key in the tag; {@code *} for any other key, each of which is an output column
 * @param type what its values are
 * @param required whether a tag must give it
 * @param description what it does
 */
public record StepParameter(String name, Type type, boolean required, String description) {

    /** The name that stands for every key which no other parameter has. */
    public static final String ANY = "*";

    /** What a value is. The compiler checks it. */
    public enum Type {
        /** One text. */
        TEXT,
        /** A list of texts. */
        TEXTS,
        /** A whole number, at least 0. */
        NUMBER,
        /** True or false. */
        FLAG,
        /** A duration. */
        DURATION,
        /** A column of the input. */
        COLUMN,
        /** A list of columns of the input. */
        COLUMNS,
        /** An expression over the input's columns. */
        EXPRESSION,
        /** An expression over the input's columns that is true or false. */
        CONDITION,
        /** The name of a column type, as {@link io.runink.api.contract.DataType#parse} reads. */
        COLUMN_TYPE,
        /** An aggregate of a column: {@code count()}, {@code sum(amount)}, ... */
        AGGREGATE
    }

    public StepParameter {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(description, "description is null");
    }

    /**
     * Reads the form above.
     *
     * @throws IllegalArgumentException if the text has another
     */
    public static StepParameter parse(String text) {
        int equals = text.indexOf('=');
        String[] parts = equals < 0 ? new String[0] : text.substring(equals + 1).split(":", 3);
        if (parts.length != 3 || !(parts[1].equals("required") || parts[1].equals("optional"))) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no name=type:required|optional:description");
        }
        return new StepParameter(
                text.substring(0, equals),
                Type.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_')),
                parts[1].equals("required"),
                parts[2]);
    }
}
