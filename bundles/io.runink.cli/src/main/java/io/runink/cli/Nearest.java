package io.runink.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
final class Nearest {

    private Nearest() {}

    /** The nearest name, unless even that one differs in more than a third of its letters. */
    static Optional<String> to(String typed, Collection<String> names) {
        String word = typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> distance(word, name) <= 1 + Math.max(word.length(), 1) / 3)
                .min(
                        Comparator.comparingInt((String name) -> distance(word, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters to add, drop, replace or swap with their neighbour. */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                cost[i][j] =
                        Math.min(
                                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1,
                                cost[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }
}
