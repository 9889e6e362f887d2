package io.runink.synth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Columns whose values are chosen together: one alone, those that make a key no two rows share, or
 * those that make a key of other rows.
 */
final class Group {

    /** How many places of a key are tried for one whose values keep the columns' rules. */
    private static final int TRIES = 64;

    private final List<Integer> places;
    private final List<Column> columns;
    private final @Nullable Tuples tuples;
    private final boolean unique;
    private final long rows;
    private final Draws draws;

    /** How many values of each column take part, and of all together. */
    private final long[] radices;

    private final long size;

    private Group(
            List<Integer> places,
            List<Column> columns,
            @Nullable Tuples tuples,
            boolean unique,
            long rows,
            Draws draws) {
        this.places = List.copyOf(places);
        this.columns = List.copyOf(columns);
        this.tuples = tuples;
        this.unique = unique;
        this.rows = rows;
        this.draws = draws;
        this.radices = new long[columns.size()];
        long all = 1;
        // The columns with few values first: they are to have all of them.
        List<Integer> ascending =
                IntStream.range(0, radices.length)
                        .boxed()
                        .sorted(Comparator.comparingLong(it -> values(columns.get(it))))
                        .toList();
        for (int i : ascending) {
            radices[i] = Math.max(1, Math.min(values(columns.get(i)), Domain.SIZE_MAX / all));
            all *= radices[i];
        }
        this.size = all;
    }

    private static long values(Column column) {
        return column.domain().map(Domain::size).orElse(1L);
    }

    /** A column whose values are any. */
    static Group of(int place, Column column) {
        return new Group(List.of(place), List.of(column), null, false, 0, column.draws());
    }

    /** Columns whose values together no two of so many rows share. */
    static Group key(List<Integer> places, List<Column> columns, long rows, Draws draws) {
        return new Group(places, columns, null, true, rows, draws);
    }

    /** Columns whose values together are a key of other rows. */
    static Group reference(List<Integer> places, List<Column> columns, Tuples tuples, Draws draws) {
        return new Group(places, columns, tuples, false, 0, draws);
    }

    List<Integer> places() {
        return places;
    }

    List<Column> columns() {
        return columns;
    }

    boolean unique() {
        return unique;
    }

    /** Whether a value cannot be changed for itself. */
    boolean keyed() {
        return unique || tuples != null || columns.getFirst().inner().isPresent();
    }

    /** How many different values there are together. */
    long size() {
        return size;
    }

    /**
     * Chooses the values of a row.
     *
     * @param attempt which choice, from 0; no two rows share a choice of a key
     * @return the attempt that succeeded, the same or a later one
     */
    int fill(long row, int attempt, @Nullable String[] into) {
        if (unique) {
            return distinct(row, attempt, into);
        }
        SplittableRandom random = draws.at(row, attempt);
        Column first = columns.getFirst();
        boolean there = columns.stream().noneMatch(Column::optional);
        if (!there && !first.present(row, attempt, random)) {
            places.forEach(it -> into[it] = null);
        } else if (tuples == null) {
            into[places.getFirst()] = first.any(row, attempt, random);
        } else {
            set(tuples.draw(random), into);
        }
        return attempt;
    }

    private void set(List<String> values, @Nullable String[] into) {
        for (int i = 0; i < values.size(); i++) {
            into[places.get(i)] = values.get(i);
        }
    }

    private int distinct(long row, int attempt, @Nullable String[] into) {
        String unkept = "";
        Column unkind = columns.getFirst();
        for (int i = attempt; i < attempt + TRIES && i < size / rows; i++) {
            List<String> values = at(place(row + i * rows));
            boolean accepted = true;
            for (int j = 0; j < values.size(); j++) {
                if (!columns.get(j).accepts(values.get(j))) {
                    accepted = false;
                    unkept = values.get(j);
                    unkind = columns.get(j);
                }
            }
            if (accepted) {
                set(values, into);
                leaveOut(row, i, into);
                return i;
            }
        }
        throw unkind.unmet(unkept);
    }

    private void leaveOut(long row, int attempt, @Nullable String[] into) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.optional()
                    && !column.present(row, attempt, column.draws().at(row, attempt))) {
                into[places.get(i)] = null;
            }
        }
    }

    /** One value for each ordinal: the first rows have the first and last of all, others any. */
    private long place(long ordinal) {
        long place = swapped(draws.permuted(ordinal, size), draws.permuted(0, size), 0);
        if (size > 1) {
            long second = swapped(draws.permuted(1, size), draws.permuted(0, size), 0);
            place = swapped(place, second, size - 1);
        }
        return place;
    }

    private static long swapped(long place, long one, long other) {
        if (place == one) {
            return other;
        }
        return place == other ? one : place;
    }

    /** The values at a place: it is a number whose digits count the columns' values. */
    private List<String> at(long place) {
        List<String> values = new ArrayList<>();
        long rest = place;
        for (int i = 0; i < columns.size(); i++) {
            Domain domain = columns.get(i).domain().orElseThrow();
            values.add(domain.at(rest % radices[i]));
            rest /= radices[i];
        }
        return values;
    }
}
