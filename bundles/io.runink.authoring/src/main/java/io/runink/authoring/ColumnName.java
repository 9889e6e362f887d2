package io.runink.authoring;

import java.util.Locale;
import java.util.regex.Pattern;

/** Column names: snake_case, at most 63 characters, as SQL databases take them unquoted. */
final class ColumnName {

    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** Kebab-case; 100 characters are enough for a name that people say. */
    private static final Pattern KEBAB =
            Pattern.compile("(?=.{1,100}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private ColumnName() {}

    static boolean valid(String column) {
        return VALID.matcher(column).matches();
    }

    /** Whether a name is kebab-case. */
    static boolean kebabValid(String name) {
        return KEBAB.matcher(name).matches();
    }

    /** {@code bookedAt} becomes {@code booked_at}, {@code URLName} becomes {@code url_name}. */
    static String of(String component) {
        return component
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    /** {@code GreaterThan} becomes {@code greater-than}. */
    static String kebab(String simpleName) {
        return of(simpleName).replace('_', '-');
    }
}
