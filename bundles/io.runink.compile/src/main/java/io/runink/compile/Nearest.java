package io.runink.compile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name a person most likely meant. */
final class Nearest {

    private Nearest() {}

    /** The known name that takes fewest edits, if fewer than half of its letters change. */
    static Optional<String> to(String written, Collection<String> known) {
        String lower = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) * 2 <= name.length())
                .min(
                        Comparator.<String>comparingInt(
                                        name -> distance(lower, name.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, on the first 100 characters of each. */
    private static int distance(String left, String right) {
        String from = left.substring(0, Math.min(100, left.length()));
        String to = right.substring(0, Math.min(100, right.length()));
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int swap = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] =
                        Math.min(
                                Math.min(current[j - 1] + 1, previous[j] + 1),
                                previous[j - 1] + swap);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
