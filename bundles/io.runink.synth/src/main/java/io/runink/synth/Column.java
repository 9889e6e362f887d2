package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A column at work: makes its value for any row, and values that break one of its rules. */
final class Column {

    /** How often an optional value is absent, one in so many. */
    private static final int ABSENT_ONE_IN = 8;

    /** How often a value is one at the brink, one in so many. */
    private static final int EDGE_ONE_IN = 16;

    /** How many candidates are tried for a value that breaks one rule and keeps the others. */
    private static final int TRIES = 256;

    private final Contract contract;
    private final Field field;
    private final boolean required;
    private final @Nullable Rule unique;
    private final @Nullable Shape inner;
    private final List<Meaning> meanings;
    private final @Nullable Domain domain;
    private final Draws draws;
    private final List<String> edges;
    private final boolean decoded;

    /**
     * A column.
     *
     * @param inner what its text holds, or null
     * @param domain its values; null where it holds another contract or nothing ever
     * @param decoded whether a step reads what it holds: it is then never absent in a valid row
     */
    Column(
            Contract contract,
            Field field,
            List<Meaning> meanings,
            @Nullable Shape inner,
            @Nullable Domain domain,
            boolean decoded,
            Draws draws) {
        this.contract = contract;
        this.field = field;
        this.meanings = List.copyOf(meanings);
        this.inner = inner;
        this.domain = domain;
        this.decoded = decoded;
        this.draws = draws;
        this.required = rule(contract, field, "required").isPresent();
        this.unique = rule(contract, field, "unique").orElse(null);
        this.edges = domain == null ? List.of() : domain.edges();
    }

    static Optional<Rule> rule(Contract contract, Field field, String kind) {
        return contract.rules().stream()
                .filter(rule -> rule.kind().equals(kind))
                .filter(rule -> rule.columns().equals(List.of(field.name())))
                .findFirst();
    }

    Contract contract() {
        return contract;
    }

    Field field() {
        return field;
    }

    boolean required() {
        return required;
    }

    Optional<Rule> unique() {
        return Optional.ofNullable(unique);
    }

    Optional<Shape> inner() {
        return Optional.ofNullable(inner);
    }

    Optional<Domain> domain() {
        return Optional.ofNullable(domain);
    }

    List<Meaning> meanings() {
        return meanings;
    }

    boolean decoded() {
        return decoded;
    }

    /** Whether numbers and truth values stand in JSON without quotes. */
    boolean bare() {
        return switch (field.type().kind()) {
            case BOOLEAN, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> true;
            default -> false;
        };
    }

    /** Whether the column has a value in a row. */
    boolean present(long row) {
        return present(row, draws.at(row));
    }

    private boolean present(long row, SplittableRandom random) {
        if (required || decoded) {
            return true;
        }
        if (inner == null && domain == null) {
            return false;
        }
        boolean absent = random.nextInt(ABSENT_ONE_IN) == 0;
        // The first rows show the brinks: least, greatest, nothing.
        return row > 2 ? !absent : row < 2;
    }

    /** The value in a row where nothing is wrong; null where it is absent. */
    @Nullable String valid(long row) {
        SplittableRandom random = draws.at(row);
        if (!present(row, random)) {
            return null;
        }
        if (inner != null) {
            StringBuilder text = new StringBuilder();
            inner.json(text, row, null);
            return text.toString();
        }
        if (domain == null) {
            return null;
        }
        return checked(unique == null ? any(domain, row, random) : distinct(domain, row));
    }

    /** Holds a value against the platform's own reading of its patterns. */
    private String checked(String text) {
        for (Meaning meaning : meanings) {
            if (meaning instanceof Meaning.Matching && !meaning.holds(text)) {
                throw SynthError.SELF_CHECK.exception(
                        "the value made for rule '"
                                + meaning.rule().id()
                                + "' does not match its pattern",
                        "report this with the contract");
            }
        }
        return text;
    }

    private String any(Domain values, long row, SplittableRandom random) {
        boolean edge = random.nextInt(EDGE_ONE_IN) == 0;
        if (row < 2) {
            return edges.get((int) Math.min(row, edges.size() - 1));
        }
        return edge ? edges.get(random.nextInt(edges.size())) : values.draw(random);
    }

    /** One value for each row: the first rows have the first and last of all, the others any. */
    private String distinct(Domain values, long row) {
        long size = values.size();
        long place = swapped(draws.permuted(row, size), draws.permuted(0, size), 0);
        if (size > 1) {
            long second = swapped(draws.permuted(1, size), draws.permuted(0, size), 0);
            place = swapped(place, second, size - 1);
        }
        return values.at(place);
    }

    private static long swapped(long place, long one, long other) {
        if (place == one) {
            return other;
        }
        return place == other ? one : place;
    }

    /**
     * A value of the column's type that breaks one rule and keeps the column's others; null if none
     * was found.
     */
    @Nullable String breaking(Meaning broken, SplittableRandom random) {
        for (int i = 0; i < TRIES; i++) {
            String text = candidate(broken, random);
            if (text != null
                    && Lexicon.reads(field.type(), text)
                    && !broken.holds(text)
                    && meanings.stream().allMatch(it -> it.equals(broken) || it.holds(text))) {
                return text;
            }
        }
        return null;
    }

    private @Nullable String candidate(Meaning broken, SplittableRandom random) {
        return switch (broken) {
            case Meaning.Range range -> Breaks.beyond(range, random);
            case Meaning.Listed listed -> unlisted(listed, random);
            case Meaning.Matching _ ->
                    domain == null ? null : Breaks.mutated(domain.draw(random), random);
        };
    }

    private @Nullable String unlisted(Meaning.Listed listed, SplittableRandom random) {
        DataType type = field.type();
        if (type.kind() == DataType.Kind.BOOLEAN) {
            return Boolean.toString(random.nextBoolean());
        }
        if (Axis.has(type)) {
            List<Meaning.Range> ranges = new ArrayList<>();
            for (Meaning meaning : meanings) {
                if (meaning instanceof Meaning.Range range) {
                    ranges.add(range);
                }
            }
            return Domains.grid(type, ranges).map(grid -> grid.draw(random)).orElse(null);
        }
        String near = listed.values().get(random.nextInt(listed.values().size()));
        return Breaks.mutated(near, random);
    }
}
