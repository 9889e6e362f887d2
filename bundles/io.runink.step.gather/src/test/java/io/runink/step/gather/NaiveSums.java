package io.runink.step.gather;

import io.runink.tck.StepSuite.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sums of a test's rows as anybody would write them: group by group, in big decimals. */
final class NaiveSums {

    private NaiveSums() {}

    static List<List<@Nullable String>> of(Table table) {
        Map<String, List<List<@Nullable String>>> groups = new TreeMap<>(order());
        for (List<@Nullable String> row : table.rows()) {
            groups.computeIfAbsent(Objects.toString(row.get(0), ""), _ -> new ArrayList<>())
                    .add(row);
        }
        List<List<@Nullable String>> sums = new ArrayList<>();
        for (Map.Entry<String, List<List<@Nullable String>>> group : groups.entrySet()) {
            String key = group.getKey();
            List<List<@Nullable String>> rows = group.getValue();
            List<@Nullable String> sum = new ArrayList<>();
            sum.add(key.isEmpty() ? null : key);
            sum.add(sum(rows, 1, 0));
            sum.add(sum(rows, 2, 0));
            sum.add(sum(rows, 4, 4));
            sum.add(sum(rows, 5, 10));
            sum.add(average(rows, 2, 6));
            sum.add(average(rows, 5, 10));
            List<String> texts = values(rows, 6);
            sum.add(texts.stream().max(NaiveSums::byCodePoint).orElse(null));
            sum.add(String.valueOf(new HashSet<>(texts).size()));
            sums.add(sum);
        }
        return sums;
    }

    /** By number, what is absent last. */
    private static Comparator<String> order() {
        return Comparator.comparingInt(it -> it.isEmpty() ? 1 << 20 : Integer.parseInt(it));
    }

    private static int byCodePoint(String one, String other) {
        return java.util.Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }

    private static List<String> values(List<List<@Nullable String>> rows, int column) {
        List<String> values = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            String value = row.get(column);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static BigDecimal total(List<String> values) {
        return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static @Nullable String sum(List<List<@Nullable String>> rows, int column, int scale) {
        List<String> values = values(rows, column);
        return values.isEmpty() ? null : total(values).setScale(scale).toPlainString();
    }

    private static @Nullable String average(
            List<List<@Nullable String>> rows, int column, int scale) {
        List<String> values = values(rows, column);
        return values.isEmpty()
                ? null
                : total(values)
                        .divide(BigDecimal.valueOf(values.size()), scale, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
