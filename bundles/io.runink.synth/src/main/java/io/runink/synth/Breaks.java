package io.runink.synth;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Values that are nearly right. */
final class Breaks {

    /** Texts beyond a greater length than this are too long to be worth a row. */
    private static final int LONGER_MAX = 10_000;

    /** How many candidates are tried for a value that breaks one rule and keeps the others. */
    private static final int TRIES = 256;

    private final Field field;
    private final List<Meaning> meanings;
    private final @Nullable Domain domain;

    /** Values that keep all rules but one, by that one. */
    private final Map<Meaning, Optional<Domain>> others = new HashMap<>();

    /**
     * Values of a column, or of something inside one.
     *
     * @param meanings its rules
     * @param domain valid values, or null
     */
    Breaks(Field field, List<Meaning> meanings, @Nullable Domain domain) {
        this.field = field;
        this.meanings = List.copyOf(meanings);
        this.domain = domain;
    }

    /** A value of the type that breaks one rule and keeps the others; null if none was found. */
    @Nullable String of(Meaning broken, SplittableRandom random) {
        for (int i = 0; i < TRIES; i++) {
            String text = candidate(broken, random);
            if (text != null
                    && Lexicon.reads(field.type(), text)
                    && !field.missing().contains(text)
                    && !broken.holds(text)
                    && meanings.stream().allMatch(it -> it.equals(broken) || it.holds(text))) {
                return text;
            }
        }
        return null;
    }

    private @Nullable String candidate(Meaning broken, SplittableRandom random) {
        DataType type = field.type();
        return switch (broken) {
            case Meaning.Range range -> multiple(beyond(range, random), range, meanings);
            case Meaning.Between between -> {
                Meaning.Range side = random.nextBoolean() ? between.lower() : between.upper();
                yield multiple(beyond(side, random), side, meanings);
            }
            case Meaning.Listed listed -> unlisted(type, meanings, listed, random);
            case Meaning.Multiple _ -> besides(type, meanings, random);
            case Meaning.Matching _ -> {
                Domain rest = others(broken);
                if (domain != null && random.nextInt(4) != 0) {
                    yield mutated(domain.draw(random), random);
                }
                yield rest == null ? null : rest.draw(random);
            }
            case Meaning.Length length -> resized(length, random);
            case Meaning.Formed formed -> {
                String text = domain == null ? null : domain.draw(random);
                yield text == null || !formed.holds(text)
                        ? null
                        : formed.form().broken(text, random);
            }
        };
    }

    /** The values that keep all rules but one. */
    private @Nullable Domain others(Meaning broken) {
        return others.computeIfAbsent(
                        broken,
                        it -> {
                            List<Meaning> rest =
                                    meanings.stream().filter(other -> !other.equals(it)).toList();
                            try {
                                return Domains.of(field.type(), rest, Format.CSV);
                            } catch (ExpressionReader.Unsupported e) {
                                return Optional.empty();
                            }
                        })
                .orElse(null);
    }

    private @Nullable String resized(Meaning.Length length, SplittableRandom random) {
        Domain rest = others(length);
        if (rest == null || domain == null) {
            return null;
        }
        if (random.nextBoolean()) {
            List<String> edges = rest.edges();
            return edges.get(random.nextInt(edges.size()));
        }
        String text = domain.draw(random);
        int size = text.codePointCount(0, text.length());
        if (random.nextBoolean() && length.min() > 1) {
            int keep = random.nextInt(Math.min(size, length.min()));
            return text.substring(0, text.offsetByCodePoints(0, Math.max(1, keep)));
        }
        if (length.max() > LONGER_MAX) {
            return null;
        }
        return text + "x".repeat(length.max() - size + 1 + random.nextInt(3));
    }

    private static @Nullable String unlisted(
            DataType type, List<Meaning> meanings, Meaning.Listed listed, SplittableRandom random) {
        if (type.kind() == DataType.Kind.BOOLEAN) {
            return Boolean.toString(random.nextBoolean());
        }
        if (Axis.has(type)) {
            return Domains.grid(type, Meaning.ranges(meanings), Domains.multiples(meanings))
                    .map(grid -> grid.draw(random))
                    .orElse(null);
        }
        String near = listed.values().get(random.nextInt(listed.values().size()));
        return mutated(near, random);
    }

    private static @Nullable String besides(
            DataType type, List<Meaning> meanings, SplittableRandom random) {
        return Domains.grid(type, Meaning.ranges(meanings), null)
                .map(grid -> grid.draw(random))
                .orElse(null);
    }

    /** The next multiple beyond a bound, where values must be multiples. */
    private static @Nullable String multiple(
            @Nullable String text, Meaning.Range range, List<Meaning> meanings) {
        BigDecimal step = Domains.multiples(meanings);
        if (text == null || step == null) {
            return text;
        }
        Axis axis = range.axis();
        BigDecimal stride = axis.floating() ? step : MultiplesDomain.writable(step, axis.scale());
        RoundingMode away = range.upper() ? RoundingMode.CEILING : RoundingMode.FLOOR;
        BigDecimal value = axis.number(text).divide(stride, 0, away).multiply(stride);
        return (axis.floating() ? value : value.setScale(axis.scale())).toPlainString();
    }

    /** A value on the wrong side of a bound: at the bound or next to it, near, or far. */
    static @Nullable String beyond(Meaning.Range range, SplittableRandom random) {
        BigDecimal bound = range.bound();
        Axis axis = range.axis().fitting(bound.subtract(BigDecimal.ONE), bound.add(BigDecimal.ONE));
        BigInteger nearest = range.upper() ? axis.ceiling(bound) : axis.floor(bound);
        if (range.inclusive() && axis.value(nearest).compareTo(bound) == 0) {
            nearest = nearest.add(range.upper() ? BigInteger.ONE : BigInteger.ONE.negate());
        }
        BigInteger room =
                range.upper() ? axis.markMax().subtract(nearest) : nearest.subtract(axis.markMin());
        if (room.signum() < 0) {
            return null;
        }
        BigInteger away =
                switch (random.nextInt(4)) {
                    case 0, 1 -> BigInteger.ZERO;
                    case 2 -> BigInteger.valueOf(1 + random.nextInt(100));
                    default ->
                            new BigInteger(
                                    random.nextInt(room.bitLength() + 1), Random.from(random));
                };
        BigInteger bounded = away.min(room);
        return axis.text(range.upper() ? nearest.add(bounded) : nearest.subtract(bounded));
    }

    /** A text one slip away. */
    static @Nullable String mutated(String text, SplittableRandom random) {
        if (text.isEmpty()) {
            return "?";
        }
        int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
        int after = text.offsetByCodePoints(at, 1);
        String before = text.substring(0, at);
        String behind = text.substring(after);
        String mutated =
                switch (random.nextInt(6)) {
                    case 0 -> before + behind;
                    case 1 -> before + "?" + behind;
                    case 2 -> text + text.substring(at, after);
                    case 3 -> text.toLowerCase(Locale.ROOT);
                    case 4 -> text.toUpperCase(Locale.ROOT);
                    default -> text + "~";
                };
        return mutated.isBlank() ? null : mutated;
    }
}
