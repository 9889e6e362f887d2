package io.runink.synth;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Values for columns that are chosen together, such as those of a key of other rows.
 *
 * @param rows values by column, in the order of the columns; no two alike
 */
record Tuples(List<List<String>> rows) {

    Tuples {
        rows = List.copyOf(rows);
    }

    List<String> draw(SplittableRandom random) {
        return rows.get(random.nextInt(rows.size()));
    }
}
