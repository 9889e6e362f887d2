package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.error.RuninkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A column at work: makes its values, and values that break one of its rules. */
final class Column {

    /** How often an optional value is absent, one in so many. */
    private static final int ABSENT_ONE_IN = 8;

    /** How often a value is one at the brink, one in so many. */
    private static final int EDGE_ONE_IN = 16;

    /** How many values are tried for one that keeps all rules. */
    private static final int TRIES = 256;

    private final Contract contract;
    private final Field field;
    private final boolean required;
    private final boolean always;
    private final boolean decoded;
    private final @Nullable Rule unique;
    private final @Nullable Shape inner;
    private final List<Meaning> meanings;
    private final List<Meaning.Range> limits;
    private final @Nullable Domain domain;
    private final Draws draws;
    private final List<String> edges;
    private final Breaks breaks;

    /**
     * A column.
     *
     * @param meanings its rules
     * @param limits what rules on the dataset demand of every valid value
     * @param inner what its text holds, or null
     * @param domain its values; null where it holds another contract or nothing ever
     * @param decoded whether a step reads what it holds: it is then never absent in a valid row
     * @param always whether a rule on the dataset wants it there in every valid row
     */
    Column(
            Contract contract,
            Field field,
            List<Meaning> meanings,
            List<Meaning.Range> limits,
            @Nullable Shape inner,
            @Nullable Domain domain,
            boolean decoded,
            boolean always,
            Draws draws) {
        this.contract = contract;
        this.field = field;
        this.meanings = List.copyOf(meanings);
        this.limits = List.copyOf(limits);
        this.inner = inner;
        this.domain = domain;
        this.decoded = decoded;
        this.draws = draws;
        this.required = rule(contract, field, "required").isPresent();
        this.unique = rule(contract, field, "unique").orElse(null);
        this.always = always;
        this.breaks = new Breaks(field, meanings, domain);
        this.edges = domain == null ? List.of() : domain.edges();
    }

    /** The column with other values. */
    Column with(Domain values) {
        return new Column(contract, field, meanings, limits, inner, values, decoded, always, draws);
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

    String name() {
        return field.name();
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

    /** What bounds a valid value: its rules, and those on the dataset. */
    List<Meaning> bounds() {
        List<Meaning> all = new ArrayList<>(meanings);
        all.addAll(limits);
        return all;
    }

    boolean decoded() {
        return decoded;
    }

    Draws draws() {
        return draws;
    }

    /** Whether numbers and truth values stand in JSON without quotes. */
    boolean bare() {
        return JsonWriting.bare(field.type());
    }

    /** Whether the column may be absent in a valid row. */
    boolean optional() {
        return !required && !decoded && !always;
    }

    /** Whether the column has a value in a row; the first rows show one, one, and none. */
    boolean present(long row, int attempt, SplittableRandom random) {
        if (!optional()) {
            return true;
        }
        if (inner == null && domain == null) {
            return false;
        }
        boolean absent = random.nextInt(ABSENT_ONE_IN) == 0;
        return (row > 2 || attempt > 0) ? !absent : row < 2;
    }

    /** A value for a row that may be that of another row too; null if none was found. */
    @Nullable String any(long row, int attempt, SplittableRandom random) {
        if (inner != null) {
            StringBuilder text = new StringBuilder();
            inner.json(text, row, null);
            return text.toString();
        }
        if (domain == null) {
            return null;
        }
        for (int i = 0; i < TRIES; i++) {
            boolean edge = random.nextInt(EDGE_ONE_IN) == 0;
            String text;
            if (row < 2 && attempt == 0 && i == 0) {
                text = edges.get((int) Math.min(row, edges.size() - 1));
            } else {
                text = edge ? edges.get(random.nextInt(edges.size())) : domain.draw(random);
            }
            if (accepts(text)) {
                return text;
            }
        }
        throw unmet(domain.draw(random));
    }

    /** Whether a valid row may have the value. */
    boolean accepts(String text) {
        return readable(text)
                && meanings.stream().allMatch(it -> it.holds(text))
                && limits.stream().allMatch(it -> it.holds(text));
    }

    /** Whether a text is there, and of the column's type. */
    boolean readable(String text) {
        return !field.missing().contains(text) && Lexicon.reads(field.type(), text);
    }

    /** Whether a text is the JSON that a nested column is made of: others are written as text. */
    boolean shapely(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        return first == (field.type().kind() == DataType.Kind.LIST ? '[' : '{')
                && (text.endsWith("]") || text.endsWith("}"));
    }

    /** Says which rule a value did not keep. */
    RuninkException unmet(String text) {
        for (Meaning meaning : meanings) {
            boolean alone = meanings.stream().noneMatch(Meaning.Formed.class::isInstance);
            if (meaning instanceof Meaning.Matching && alone && !meaning.holds(text)) {
                return SynthError.SELF_CHECK.exception(
                        "a value made for rule '"
                                + meaning.rule().id()
                                + "' does not match its pattern",
                        "report this with the contract");
            }
        }
        List<String> ids = meanings.stream().map(it -> it.rule().id()).toList();
        return SynthError.UNMET.exception(
                "column '"
                        + name()
                        + "' has no value after "
                        + TRIES
                        + " tries that keeps the rules "
                        + String.join(", ", ids)
                        + " together, expected one",
                "loosen one of them in contract '" + contract.name() + "'");
    }

    /**
     * A value of the column's type that breaks one rule and keeps the column's others; null if none
     * was found.
     */
    @Nullable String breaking(Meaning broken, SplittableRandom random) {
        return breaks.of(broken, random);
    }

    /** Another value of a type that has an order, within more bounds; null if there is none. */
    @Nullable String within(Meaning.Range bound, SplittableRandom random) {
        DataType type = field.type();
        List<Meaning.Range> ranges = new ArrayList<>(Meaning.ranges(bounds()));
        ranges.add(bound);
        return Domains.grid(type, ranges, Domains.multiples(meanings))
                .map(it -> it.draw(random))
                .orElse(null);
    }
}
