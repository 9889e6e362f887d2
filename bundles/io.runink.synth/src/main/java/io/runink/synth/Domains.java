package io.runink.synth;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the values that keep every rule of a column. */
final class Domains {

    /** More characters than any text that is made of patterns has. */
    private static final int LENGTH_MAX = 2_000;

    private static final CharSet EVERY = CharSet.of(0, Character.MAX_CODE_POINT);

    private Domains() {}

    /**
     * The values of a type that keep every rule; empty if there are none.
     *
     * @throws ExpressionReader.Unsupported if patterns are too large together
     */
    static Optional<Domain> of(DataType type, List<Meaning> meanings, Format format)
            throws ExpressionReader.Unsupported {
        List<String> listed = listed(type, meanings);
        if (!listed.isEmpty()) {
            List<String> kept =
                    listed.stream()
                            .filter(text -> Lexicon.reads(type, text))
                            .filter(text -> meanings.stream().allMatch(it -> it.holds(text)))
                            .filter(text -> format == Format.JSON || !text.isEmpty())
                            .distinct()
                            .toList();
            return kept.isEmpty() ? Optional.empty() : Optional.of(new ListDomain(kept));
        }
        if (Axis.has(type)) {
            return grid(type, Meaning.ranges(meanings), multiples(meanings));
        }
        if (type.kind() == DataType.Kind.BYTES) {
            return Optional.of(new BytesDomain());
        }
        return text(meanings, format);
    }

    private static Optional<Domain> text(List<Meaning> meanings, Format format)
            throws ExpressionReader.Unsupported {
        List<Expression> expressions = new ArrayList<>();
        Form form = null;
        int min = 0;
        int max = Integer.MAX_VALUE;
        for (Meaning meaning : meanings) {
            switch (meaning) {
                case Meaning.Matching matching -> expressions.add(matching.expression());
                case Meaning.Formed formed -> {
                    form = formed.form();
                    expressions.add(ExpressionReader.read(form.made(), CharSet.EMPTY));
                }
                case Meaning.Length length -> {
                    min = Math.max(min, length.min());
                    max = Math.min(max, length.max());
                }
                default -> {}
            }
        }
        if (min > LENGTH_MAX) {
            throw new ExpressionReader.Unsupported("more than " + LENGTH_MAX + " characters");
        }
        if (min > max || (max == 0 && format == Format.CSV)) {
            return Optional.empty();
        }
        if (expressions.isEmpty()) {
            return Optional.of(new WordDomain(format == Format.JSON, min, max));
        }
        if (min > 0 || max < LENGTH_MAX) {
            Expression any = new Expression.One(EVERY);
            expressions.add(new Expression.Repeat(any, min, Math.min(max, LENGTH_MAX)));
        }
        Automaton automaton = Automaton.of(expressions, format == Format.JSON);
        if (automaton.size() == 0) {
            return Optional.empty();
        }
        PatternDomain domain = new PatternDomain(automaton);
        return Optional.of(form == null ? domain : new FormDomain(form, domain));
    }

    private static List<String> listed(DataType type, List<Meaning> meanings) {
        for (Meaning meaning : meanings) {
            if (meaning instanceof Meaning.Listed it) {
                return it.values();
            }
        }
        return type.kind() == DataType.Kind.BOOLEAN ? List.of("false", "true") : List.of();
    }

    /** What values must be multiples of, or null. */
    static @Nullable BigDecimal multiples(List<Meaning> meanings) {
        for (Meaning meaning : meanings) {
            if (meaning instanceof Meaning.Multiple multiple) {
                return multiple.step();
            }
        }
        return null;
    }

    /**
     * The values within every range; empty if there are none.
     *
     * @param step what they are multiples of, or null
     */
    static Optional<Domain> grid(
            DataType type, List<Meaning.Range> ranges, @Nullable BigDecimal step) {
        Axis coarse = Axis.of(type);
        BigDecimal low = null;
        BigDecimal high = null;
        for (Meaning.Range range : ranges) {
            if (range.upper()) {
                high = high == null ? range.bound() : high.min(range.bound());
            } else {
                low = low == null ? range.bound() : low.max(range.bound());
            }
        }
        BigDecimal width = coarse.usualMax().subtract(coarse.usualMin());
        // A bound may lie beyond what is usual; then the usual width is laid beside it.
        if (low == null) {
            low =
                    high == null || high.compareTo(coarse.usualMin()) > 0
                            ? coarse.usualMin()
                            : high.subtract(width);
        }
        if (high == null) {
            high = low.compareTo(coarse.usualMax()) < 0 ? coarse.usualMax() : low.add(width);
        }
        Axis axis = coarse.fitting(low, high);
        BigInteger first = axis.ceiling(low).max(axis.markMin());
        BigInteger last = axis.floor(high).min(axis.markMax());
        for (Meaning.Range range : ranges) {
            boolean excluded = !range.inclusive();
            if (excluded && axis.value(first).compareTo(range.bound()) == 0 && !range.upper()) {
                first = first.add(BigInteger.ONE);
            }
            if (excluded && axis.value(last).compareTo(range.bound()) == 0 && range.upper()) {
                last = last.subtract(BigInteger.ONE);
            }
        }
        if (step != null && first.compareTo(last) <= 0) {
            return MultiplesDomain.of(axis, step, axis.value(first), axis.value(last));
        }
        return first.compareTo(last) > 0
                ? Optional.empty()
                : Optional.of(new GridDomain(axis, first, last));
    }
}
