package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Rule;
import io.runink.api.error.Problem;
import io.runink.cel.CelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts columns together whose values must be chosen together. */
final class Grouping {

    private final Contract contract;
    private final List<Column> columns;
    private final MeaningReader reader;
    private final Keys keys;
    private final long rows;
    private final Draws draws;
    private final @Nullable Group[] groups;
    private final List<Condition> conditions = new ArrayList<>();

    /** Keys of other rows that a column takes one of, whether or not it is in a key itself. */
    private final Map<Integer, Tuples> lookups = new HashMap<>();

    Grouping(
            Contract contract,
            List<Column> columns,
            MeaningReader reader,
            Keys keys,
            long rows,
            Draws draws) {
        this.contract = contract;
        this.columns = new ArrayList<>(columns);
        this.reader = reader;
        this.keys = keys;
        this.rows = rows;
        this.draws = draws;
        this.groups = new @Nullable Group[columns.size()];
    }

    /** The shape of the columns' rows; of use only if no problem was added. */
    Shape shape(List<Problem> problems) {
        for (Rule rule : contract.rules()) {
            switch (rule.kind()) {
                case "references" -> reference(rule, problems);
                case "cel" -> condition(rule, problems);
                default -> {}
            }
        }
        for (Rule rule : contract.rules()) {
            if (rule.kind().equals("unique") && rule.columns().size() == 1) {
                key(rule, places(rule), problems);
            }
        }
        for (Rule rule : contract.rules()) {
            if (rule.kind().equals("unique") && rule.columns().size() > 1) {
                composite(rule, problems);
            }
        }
        List<Group> all = new ArrayList<>();
        for (int i = 0; i < groups.length; i++) {
            Group group = groups[i];
            Group own = group == null ? alone(i) : group;
            if (!all.contains(own)) {
                all.add(own);
            }
        }
        return new Shape(contract, columns, all, conditions, true, draws);
    }

    private Group alone(int place) {
        Column column = columns.get(place);
        Tuples lookup = lookups.get(place);
        return lookup == null
                ? Group.of(place, column)
                : Group.reference(List.of(place), List.of(column), lookup, column.draws());
    }

    private List<Integer> places(Rule rule) {
        List<String> names = columns.stream().map(Column::name).toList();
        return rule.columns().stream().map(names::indexOf).toList();
    }

    private void condition(Rule rule, List<Problem> problems) {
        try {
            conditions.add(Condition.cel(contract, rule));
        } catch (CelException e) {
            problems.add(
                    SynthError.PARAMETER.at(
                            reader.place(contract, rule.id()),
                            "rule '" + rule.id() + "': " + e.getMessage(),
                            "change the rule in the contract"));
        }
    }

    private void reference(Rule rule, List<Problem> problems) {
        Optional<Keys.Found> found = keys.of(contract, rule, reader, problems);
        if (found.isEmpty()) {
            return;
        }
        List<Integer> places = places(rule);
        List<List<String>> kept =
                found.get().tuples().rows().stream().filter(it -> accepted(places, it)).toList();
        boolean taken =
                places.stream().anyMatch(it -> groups[it] != null || lookups.containsKey(it));
        if (kept.isEmpty() || taken) {
            problems.add(
                    SynthError.CONTRADICTION.at(
                            reader.place(contract, rule.id()),
                            "rule '"
                                    + rule.id()
                                    + "' looks up "
                                    + (taken
                                            ? "a column that another rule looks up as well"
                                            : found.get().tuples().rows().size()
                                                    + " keys, and none keeps the columns' own"
                                                    + " rules")
                                    + ", expected a key that does",
                            "make other rows for it to look up, or loosen the rules"));
            return;
        }
        Tuples tuples = new Tuples(kept);
        conditions.add(Condition.key(rule, places, found.get().tuples(), found.get().complete()));
        if (places.size() == 1) {
            int place = places.getFirst();
            List<String> values = kept.stream().map(List::getFirst).toList();
            columns.set(place, columns.get(place).with(new ListDomain(values)));
            lookups.put(place, tuples);
        } else {
            put(Group.reference(places, chosen(places), tuples, draws.named(rule.id())));
        }
    }

    private boolean accepted(List<Integer> places, List<String> tuple) {
        for (int i = 0; i < tuple.size(); i++) {
            if (!columns.get(places.get(i)).accepts(tuple.get(i))) {
                return false;
            }
        }
        return true;
    }

    private List<Column> chosen(List<Integer> places) {
        return places.stream().map(columns::get).toList();
    }

    private void put(Group group) {
        group.places().forEach(it -> groups[it] = group);
    }

    /** A key over several columns stands by itself where one of them is a key alone. */
    private void composite(Rule rule, List<Problem> problems) {
        List<Integer> places = places(rule);
        for (int place : places) {
            Group group = groups[place];
            if (group != null && group.unique() && places.containsAll(group.places())) {
                return;
            }
        }
        List<Integer> open =
                places.stream()
                        .filter(it -> groups[it] == null && columns.get(it).inner().isEmpty())
                        .toList();
        if (open.size() == places.size()) {
            key(rule, places, problems);
            return;
        }
        // Where other rules chose some of the columns, the rest is to tell rows apart.
        key(rule, open, problems);
    }

    private void key(Rule rule, List<Integer> places, List<Problem> problems) {
        Set<Integer> distinct = new HashSet<>(places);
        List<Column> chosen = chosen(List.copyOf(places));
        boolean inner = chosen.stream().anyMatch(it -> it.inner().isPresent());
        if (inner && places.size() == 1) {
            tooFew(rule, distinct(chosen.getFirst()), problems);
            return;
        }
        if (places.stream().anyMatch(it -> groups[it] != null && distinct.contains(it))) {
            tooFew(rule, 0, problems);
            return;
        }
        Draws own =
                chosen.size() == 1 ? chosen.getFirst().draws() : draws.named("key/" + rule.id());
        Group group = places.isEmpty() ? null : Group.key(places, chosen, rows, own);
        boolean valued = chosen.stream().allMatch(it -> it.domain().isPresent());
        if (valued) {
            tooFew(rule, group == null ? 0 : group.size(), problems);
        }
        if (group != null) {
            put(group);
        }
    }

    /** How many different texts a contract surely has: as many as its best key. */
    private static long distinct(Column column) {
        return column.inner().stream()
                .flatMap(it -> it.groups().stream())
                .filter(Group::unique)
                .filter(it -> it.columns().stream().noneMatch(Column::optional))
                .mapToLong(Group::size)
                .max()
                .orElse(1);
    }

    private void tooFew(Rule rule, long values, List<Problem> problems) {
        if (values < rows) {
            problems.add(
                    SynthError.TOO_FEW_VALUES.at(
                            reader.place(contract, rule.id()),
                            "rule '"
                                    + rule.id()
                                    + "' tells apart "
                                    + values
                                    + (values == 1 ? " value" : " values")
                                    + ", expected one for each of "
                                    + rows
                                    + " rows",
                            "ask for fewer rows, or loosen the columns' other rules"));
        }
    }
}
