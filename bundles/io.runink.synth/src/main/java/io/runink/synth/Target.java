package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a row can break alone.
 *
 * @param rule its id
 * @param column the column it is on
 * @param way how it is broken
 */
record Target(String rule, Column column, Way way) {

    /** How a rule is broken. */
    sealed interface Way {
        /** The value is missing. */
        record Missing() implements Way {}

        /** The value is one of some texts. */
        record Foreign(List<String> texts) implements Way {
            public Foreign {
                texts = List.copyOf(texts);
            }
        }

        /** The value is of its type, and wrong. */
        record Wrong(Meaning meaning) implements Way {}

        /** The value was there before. */
        record Again() implements Way {}
    }

    /** Text that is not a JSON object. Not empty: that would be absent in CSV. */
    private static final List<String> NO_OBJECTS =
            List.of("not json", "[1,2,3]", "{\"open\":", "\"text\"", "12");

    /** Every rule that the pipeline enforces and a row can break alone, in contract order. */
    static List<Target> of(Shape shape) {
        List<Target> targets = new ArrayList<>();
        for (Column column : shape.columns()) {
            if (shape.enforced()) {
                rules(shape.contract(), column, targets);
            }
            if (column.decoded()) {
                String id = column.field().name() + ".json-of";
                targets.add(new Target(id, column, new Way.Foreign(NO_OBJECTS)));
            }
            column.inner().ifPresent(inner -> targets.addAll(of(inner)));
        }
        return targets;
    }

    private static void rules(Contract contract, Column column, List<Target> targets) {
        for (Rule rule : contract.rules()) {
            if (!rule.columns().equals(List.of(column.field().name()))) {
                continue;
            }
            Way way =
                    switch (rule.kind()) {
                        case "required" -> new Way.Missing();
                        case "unique" -> new Way.Again();
                        case "type" -> foreign(column);
                        default -> wrong(column, rule);
                    };
            if (way != null) {
                targets.add(new Target(rule.id(), column, way));
            }
        }
    }

    private static @Nullable Way foreign(Column column) {
        List<String> texts =
                Lexicon.strangers(column.field().type()).stream()
                        .filter(text -> !Lexicon.reads(column.field().type(), text))
                        .toList();
        return texts.isEmpty() ? null : new Way.Foreign(texts);
    }

    /** A rule that others imply cannot be broken alone: no value is found, and it is left out. */
    private static @Nullable Way wrong(Column column, Rule rule) {
        for (Meaning meaning : column.meanings()) {
            if (meaning.rule().equals(rule)
                    && column.breaking(meaning, new SplittableRandom(0)) != null) {
                return new Way.Wrong(meaning);
            }
        }
        return null;
    }

    /**
     * What to put into a row so that it breaks this rule and no other; null if it cannot be done in
     * that row.
     *
     * @param before valid rows that came before
     */
    @Nullable Slip slip(SplittableRandom random, Sample before) {
        return switch (way) {
            case Way.Missing _ -> new Slip(column, null, random.nextBoolean());
            case Way.Foreign foreign ->
                    text(foreign.texts().get(random.nextInt(foreign.texts().size())));
            case Way.Wrong wrong -> text(column.breaking(wrong.meaning(), random));
            case Way.Again _ -> {
                long row = before.any(random, column::present);
                yield row < 0 ? null : text(column.valid(row));
            }
        };
    }

    private @Nullable Slip text(@Nullable String text) {
        return text == null ? null : new Slip(column, text, false);
    }
}
