package io.runink.kernel.plugin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one capability.
 *
 * @param values by name, as the manifest typed them
 */
record Attributes(Map<String, Object> values) {

    String text(String name) {
        Object value = values.get(name);
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException("attribute '" + name + "' is missing");
        }
        return value.toString();
    }

    String textOr(String name, String standard) {
        return Objects.toString(values.get(name), standard);
    }

    /** A whole number; absent is the standard. */
    int number(String name, int standard) {
        Object value = values.get(name);
        try {
            return value == null ? standard : Integer.parseInt(value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "attribute '" + name + "' is '" + value + "', expected a whole number", e);
        }
    }

    /** A list, or one text with commas; absent is empty. */
    List<String> texts(String name) {
        @Nullable Object value = values.get(name);
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

    /** A constant of an enum, written in any case, with hyphens or underscores. */
    static <E extends Enum<E>> E constant(Class<E> type, String name, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name
                            + " is '"
                            + text
                            + "', expected one of "
                            + List.of(type.getEnumConstants()),
                    e);
        }
    }
}
