package io.runink.cel;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Locale;

/** What to say of a name that is not there. */
final class Names {

    private static final int SHOWN_MAX = 8;

    private Names() {}

    /** {@code "; did you mean 'price'?"}, else some of what there is. */
    static String remedy(String wrong, Collection<String> known) {
        String near = nearest(wrong, known);
        if (!near.isEmpty() || known.isEmpty()) {
            return near;
        }
        String shown = known.stream().sorted().limit(SHOWN_MAX).collect(joining(", "));
        int more = known.size() - SHOWN_MAX;
        return ", expected one of: " + shown + (more > 0 ? " and " + more + " more" : "");
    }

    /** {@code "; did you mean 'price'?"}, or nothing. */
    static String nearest(String wrong, Collection<String> known) {
        String best = "";
        int least = 1 + Math.clamp(wrong.length() / 2, 1, 3);
        for (String name : known) {
            int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
    }

    /** Characters to insert, remove or replace to make one name of the other. */
    private static int distance(String one, String other) {
        if (one.length() > 200 || other.length() > 200) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
