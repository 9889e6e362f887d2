package io.runink.synth;

import io.runink.api.contract.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the values that keep every rule of a column. */
final class Domains {

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
            List<Meaning.Range> ranges = new ArrayList<>();
            for (Meaning meaning : meanings) {
                if (meaning instanceof Meaning.Range range) {
                    ranges.add(range);
                }
            }
            return grid(type, ranges);
        }
        if (type.kind() == DataType.Kind.BYTES) {
            return Optional.of(new BytesDomain());
        }
        List<Expression> expressions = new ArrayList<>();
        for (Meaning meaning : meanings) {
            if (meaning instanceof Meaning.Matching matching) {
                expressions.add(matching.expression());
            }
        }
        if (expressions.isEmpty()) {
            return Optional.of(new WordDomain(format == Format.JSON));
        }
        Automaton automaton = Automaton.of(expressions, format == Format.JSON);
        return automaton.size() == 0 ? Optional.empty() : Optional.of(new PatternDomain(automaton));
    }

    private static List<String> listed(DataType type, List<Meaning> meanings) {
        for (Meaning meaning : meanings) {
            if (meaning instanceof Meaning.Listed it) {
                return it.values();
            }
        }
        return type.kind() == DataType.Kind.BOOLEAN ? List.of("false", "true") : List.of();
    }

    /** The values within every range; empty if there are none. */
    static Optional<Domain> grid(DataType type, List<Meaning.Range> ranges) {
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
        return first.compareTo(last) > 0
                ? Optional.empty()
                : Optional.of(new GridDomain(axis, first, last));
    }
}
