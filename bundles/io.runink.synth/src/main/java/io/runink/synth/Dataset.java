package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.error.Problem;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules on the dataset demand of each row, so that all rows together keep them: if every value
 * lies within the bounds of an average, so does the average.
 *
 * @param bounds by column
 * @param needed columns that every valid row has a value in
 */
record Dataset(Map<String, List<Meaning.Range>> bounds, Set<String> needed) {

    static final Dataset NONE = new Dataset(Map.of(), Set.of());

    /** Digits that a share of a sum is rounded to, on the safe side. */
    private static final int DIGITS = 60;

    List<Meaning.Range> limits(Field field) {
        return bounds.getOrDefault(field.name(), List.of());
    }

    boolean always(Field field) {
        return needed.contains(field.name());
    }

    static Dataset read(
            Contract contract, Amounts amounts, MeaningReader reader, List<Problem> problems) {
        Reading reading = new Reading(contract, amounts, reader, problems);
        for (Rule rule : contract.rules()) {
            switch (rule.kind()) {
                case "row-count" -> reading.rowCount(rule);
                case "aggregate" -> reading.aggregate(rule);
                case "fresh" -> reading.fresh(rule);
                default -> {}
            }
        }
        return new Dataset(reading.bounds, reading.needed);
    }

    /** Reads the rules of one contract. */
    private static final class Reading {
        private final Contract contract;
        private final Amounts amounts;
        private final MeaningReader reader;
        private final List<Problem> problems;
        private final Map<String, List<Meaning.Range>> bounds = new HashMap<>();
        private final Set<String> needed = new HashSet<>();

        Reading(Contract contract, Amounts amounts, MeaningReader reader, List<Problem> problems) {
            this.contract = contract;
            this.amounts = amounts;
            this.reader = reader;
            this.problems = problems;
        }

        private static @Nullable BigDecimal number(Rule rule, String parameter) {
            String text = MeaningReader.value(rule, parameter);
            return text.isEmpty() ? null : new BigDecimal(text);
        }

        private void rowCount(Rule rule) {
            count(rule, "rows that pass");
        }

        private void count(Rule rule, String what) {
            try {
                BigDecimal min = number(rule, "min");
                BigDecimal max = number(rule, "max");
                boolean few = min != null && BigDecimal.valueOf(amounts.valid()).compareTo(min) < 0;
                boolean many = max != null && BigDecimal.valueOf(amounts.most()).compareTo(max) > 0;
                if (few || many) {
                    unreachable(
                            rule,
                            "is broken by " + (few ? amounts.valid() : amounts.most()) + " " + what,
                            (min == null ? "" : "at least " + min.toPlainString())
                                    + (min == null || max == null ? "" : " and ")
                                    + (max == null ? "" : "at most " + max.toPlainString()));
                }
            } catch (NumberFormatException _) {
                malformed(rule);
            }
        }

        private void malformed(Rule rule) {
            reader.parameter(
                    contract,
                    rule,
                    "rule '" + rule.id() + "' has the parameters " + rule.parameters(),
                    "bounds and moments of the column's type");
        }

        private void unreachable(Rule rule, String what, String expected) {
            problems.add(
                    SynthError.DATASET.at(
                            reader.place(contract, rule.id()),
                            "rule '" + rule.id() + "' " + what + ", expected " + expected,
                            "ask for another number of --rows, or change the rule"));
        }

        private void aggregate(Rule rule) {
            Field field = contract.field(rule.columns().getFirst()).orElseThrow();
            String function = MeaningReader.value(rule, "function");
            needed.add(field.name());
            try {
                switch (function) {
                    case "count" -> count(rule, "values");
                    case "min", "max", "avg" -> within(rule, field, false);
                    case "sum" -> within(rule, field, true);
                    default -> reader.refuseKind(contract, rule, true);
                }
            } catch (IllegalArgumentException _) {
                malformed(rule);
            }
        }

        /** Every value within the bounds, or within its share of them. */
        private void within(Rule rule, Field field, boolean shared) {
            Axis axis = Axis.of(field.type());
            for (String side : List.of("min", "max")) {
                String text = MeaningReader.value(rule, side);
                if (text.isEmpty()) {
                    continue;
                }
                boolean upper = side.equals("max");
                BigDecimal bound = axis.number(text);
                // The share that is within the bound however many rows pass.
                long rows = upper == bound.signum() > 0 ? amounts.most() : amounts.valid();
                RoundingMode inward = upper ? RoundingMode.FLOOR : RoundingMode.CEILING;
                MathContext exact = new MathContext(DIGITS, inward);
                boolean whole = !shared || rows < 2;
                limit(
                        rule,
                        field,
                        whole ? bound : bound.divide(BigDecimal.valueOf(rows), exact),
                        upper);
            }
        }

        private void limit(Rule rule, Field field, BigDecimal bound, boolean upper) {
            bounds.computeIfAbsent(field.name(), _ -> new ArrayList<>())
                    .add(new Meaning.Range(rule, Axis.of(field.type()), bound, upper, true));
        }

        private void fresh(Rule rule) {
            Field field = contract.field(rule.columns().getFirst()).orElseThrow();
            needed.add(field.name());
            try {
                String asOf = MeaningReader.value(rule, "asOf");
                Instant now = asOf.isEmpty() ? amounts.now() : Instant.parse(asOf);
                Instant oldest = now.minus(Duration.parse(MeaningReader.value(rule, "within")));
                BigDecimal last = moment(now);
                BigDecimal first = moment(oldest);
                if (field.type().kind() == DataType.Kind.DATE) {
                    // A day is as new as its end.
                    BigDecimal day = BigDecimal.valueOf(86_400_000_000L);
                    last = last.divide(day, 0, RoundingMode.FLOOR);
                    first = first.divide(day, 0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
                }
                limit(rule, field, first.min(last), false);
                limit(rule, field, last, true);
            } catch (DateTimeException | ArithmeticException _) {
                malformed(rule);
            }
            if (amounts.valid() < 1) {
                unreachable(rule, "is broken by 0 valid rows", "at least 1");
            }
        }

        private static BigDecimal moment(Instant instant) {
            return Axis.of(DataType.of(DataType.Kind.TIMESTAMP)).number(instant.toString());
        }
    }
}
