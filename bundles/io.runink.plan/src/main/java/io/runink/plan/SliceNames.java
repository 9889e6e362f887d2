package io.runink.plan;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of slices, unique in a plan: they become cgroups, logs and lines on a screen. */
final class SliceNames {

    /** What a launcher takes at most. */
    static final int LENGTH_MAX = 40;

    private final Set<String> taken = new HashSet<>();

    /** The wish in kebab-case, with a number behind it where it is taken. */
    String unique(String wish) {
        String base = clip(kebab(wish), LENGTH_MAX);
        String name = base;
        for (int number = 2; !taken.add(name); number++) {
            String suffix = "-" + number;
            name = clip(base, LENGTH_MAX - suffix.length()) + suffix;
        }
        return name;
    }

    /** {@code EnrichXMLFeed} becomes {@code enrich-xml-feed}. */
    static String kebab(String name) {
        String kebab =
                name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return kebab.isEmpty() ? "step" : kebab;
    }

    private static String clip(String name, int length) {
        String clipped = name.length() <= length ? name : name.substring(0, length);
        return clipped.endsWith("-") ? clipped.substring(0, clipped.length() - 1) : clipped;
    }
}
