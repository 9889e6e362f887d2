package io.runink.api.plugin;

import java.util.Objects;

/**
 * A whole-number setting of a plug-in.
 *
 * @param name kebab-case
 * @param standard the value unless set
 * @param min least value allowed
 * @param max greatest value allowed
 * @param description what it does, with its unit
 */
public record ConfigKey(String name, long standard, long min, long max, String description) {

    public ConfigKey {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(description, "description is null");
        if (min > max || standard < min || standard > max) {
            throw new IllegalArgumentException(
                    name + ": " + standard + " is not within " + min + " to " + max);
        }
    }

    /**
     * Reads {@code name=standard:min:max:description}, the form a plug-in's jar carries.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static ConfigKey parse(String text) {
        int equals = text.indexOf('=');
        String[] parts = equals < 0 ? new String[0] : text.substring(equals + 1).split(":", 4);
        if (parts.length != 4) {
            throw new IllegalArgumentException("'" + text + "' is no name=standard:min:max:text");
        }
        return new ConfigKey(
                text.substring(0, equals),
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                parts[3]);
    }
}
