package io.runink.slice;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.FieldPath;
import io.runink.api.contract.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rules over all rows that go on, told by plain loops over the rows' values. */
final class OracleDataset {

    /** Figures are compared to this many digits: an average may have no end. */
    static final MathContext SHOWN = new MathContext(30);

    private static final BigInteger DAY = BigInteger.valueOf(86_400_000_000L);

    private OracleDataset() {}

    /**
     * What a rule found that it did not expect; empty if it holds.
     *
     * @param kept values by column of every row that goes on
     */
    static Optional<String> found(Contract contract, Rule rule, List<Map<String, Object>> kept) {
        return switch (rule.kind()) {
            case "row-count" -> {
                BigDecimal rows = BigDecimal.valueOf(kept.size());
                yield within(rule, it -> rows.compareTo(new BigDecimal(it)))
                        ? Optional.empty()
                        : Optional.of(shown(rows));
            }
            case "aggregate" -> aggregate(type(contract, rule), rule, values(rule, kept));
            case "fresh" -> fresh(type(contract, rule), rule, values(rule, kept));
            case "sql" ->
                    Objects.requireNonNull(FALSE.get(one(rule, "value"))).test(kept)
                            ? Optional.of("false")
                            : Optional.empty();
            default -> throw new IllegalArgumentException(rule.kind());
        };
    }

    private static DataType type(Contract contract, Rule rule) {
        return FieldPath.parse(rule.columns().getFirst())
                .in(contract.fields())
                .orElseThrow()
                .type();
    }

    static List<Object> values(Rule rule, List<Map<String, Object>> kept) {
        String column = rule.columns().getFirst();
        return kept.stream()
                .filter(it -> it.containsKey(column))
                .map(it -> Objects.requireNonNull(it.get(column)))
                .toList();
    }

    private static String one(Rule rule, String name) {
        return rule.parameters().getOrDefault(name, List.of("")).getFirst();
    }

    private static boolean within(Rule rule, Function<String, Integer> comparedTo) {
        String min = one(rule, "min");
        String max = one(rule, "max");
        return (min.isEmpty() || comparedTo.apply(min) >= 0)
                && (max.isEmpty() || comparedTo.apply(max) <= 0);
    }

    static String shown(BigDecimal figure) {
        return figure.round(SHOWN).stripTrailingZeros().toString();
    }

    private static Optional<String> aggregate(DataType type, Rule rule, List<Object> values) {
        String function = one(rule, "function");
        if (function.equals("avg")) {
            if (values.isEmpty()) {
                return Optional.empty();
            }
            // Not divided, since a quotient may have no end.
            BigDecimal sum = figure("sum", values).orElseThrow();
            BigDecimal count = BigDecimal.valueOf(values.size());
            return within(rule, it -> sum.compareTo(new BigDecimal(it).multiply(count)))
                    ? Optional.empty()
                    : Optional.of(shown(sum.divide(count, MathContext.DECIMAL128)));
        }
        boolean counts = function.startsWith("count");
        return figure(function, values)
                .filter(figure -> !within(rule, it -> figure.compareTo(bound(type, counts, it))))
                .map(OracleDataset::shown);
    }

    private static BigDecimal bound(DataType type, boolean counts, String text) {
        return switch (type.kind()) {
            case DATE, TIME, TIMESTAMP ->
                    counts
                            ? new BigDecimal(text)
                            : number(OracleValue.of(type, text).orElseThrow());
            default -> new BigDecimal(text);
        };
    }

    /** A value as the number that it is, exactly. */
    static BigDecimal number(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case BigInteger number -> new BigDecimal(number);
            case Double number -> new BigDecimal(number);
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    /** A figure but the average; empty if there is none. */
    static Optional<BigDecimal> figure(String function, List<Object> values) {
        return switch (function) {
            case "sum" ->
                    Optional.of(
                            values.stream()
                                    .map(OracleDataset::number)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add));
            case "min" -> values.stream().map(OracleDataset::number).reduce(BigDecimal::min);
            case "max" -> values.stream().map(OracleDataset::number).reduce(BigDecimal::max);
            case "count" -> Optional.of(BigDecimal.valueOf(values.size()));
            case "count-distinct" -> {
                Set<Object> different = new HashSet<>();
                values.forEach(it -> different.add(OracleValue.key(it)));
                yield Optional.of(BigDecimal.valueOf(different.size()));
            }
            default -> throw new IllegalArgumentException(function);
        };
    }

    /** The moment of the newest value: of a day, its end. */
    static Optional<Instant> newest(DataType type, List<Object> values) {
        boolean days = type.kind() == DataType.Kind.DATE;
        return values.stream()
                .map(BigInteger.class::cast)
                .reduce(BigInteger::max)
                .map(it -> days ? it.add(BigInteger.ONE).multiply(DAY) : it)
                .map(it -> Instant.EPOCH.plus(it.longValueExact(), ChronoUnit.MICROS));
    }

    private static Optional<String> fresh(DataType type, Rule rule, List<Object> values) {
        Instant end = Instant.parse(one(rule, "asOf"));
        Optional<Instant> newest = newest(type, values);
        return newest.isEmpty()
                        || Duration.between(newest.get(), end)
                                        .compareTo(Duration.parse(one(rule, "within")))
                                > 0
                ? Optional.of("old")
                : Optional.empty();
    }

    /**
     * Questions in SQL, and when the answer is false, which is neither true nor unknown. All over
     * the columns that {@link RandomContract} always has.
     */
    static final Map<String, Predicate<List<Map<String, Object>>>> FALSE =
            Map.of(
                    "SELECT count(*) > 40 FROM rows",
                    rows -> rows.size() <= 40,
                    "SELECT sum(n1) >= sum(n2) FROM rows",
                    rows ->
                            present(rows, "n1")
                                    && present(rows, "n2")
                                    && sum(rows, "n1").compareTo(sum(rows, "n2")) < 0,
                    "SELECT count(DISTINCT s1) < 20 FROM rows",
                    rows ->
                            rows.stream()
                                            .filter(it -> it.containsKey("s1"))
                                            .map(it -> it.get("s1"))
                                            .distinct()
                                            .count()
                                    >= 20,
                    "SELECT bool_and(length(s1) < 9 OR n1 > 3) FROM rows",
                    rows -> rows.stream().anyMatch(OracleDataset::longAndLow));

    /** A row of which it is false, not unknown, that the text is short or the number high. */
    private static boolean longAndLow(Map<String, Object> row) {
        return row.get("s1") instanceof String text
                && text.codePoints().count() >= 9
                && row.get("n1") instanceof BigDecimal number
                && number.compareTo(BigDecimal.valueOf(3)) <= 0;
    }

    private static boolean present(List<Map<String, Object>> rows, String column) {
        return rows.stream().anyMatch(it -> it.containsKey(column));
    }

    private static BigDecimal sum(List<Map<String, Object>> rows, String column) {
        return rows.stream()
                .filter(it -> it.containsKey(column))
                .map(it -> number(Objects.requireNonNull(it.get(column))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
