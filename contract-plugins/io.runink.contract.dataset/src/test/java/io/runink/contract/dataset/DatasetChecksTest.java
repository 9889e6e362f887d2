package io.runink.contract.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.tck.CheckSuite;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DatasetChecksTest {

    private static final String LONG_MAX = String.valueOf(Long.MAX_VALUE);

    private final CheckSuite rows = new CheckSuite(new RowCountChecks(), RuleClass.DATASET);
    private final CheckSuite figures = new CheckSuite(new AggregateChecks(), RuleClass.DATASET);
    private final CheckSuite fresh = new CheckSuite(new FreshChecks(), RuleClass.DATASET);

    private static List<@Nullable String> values(@Nullable String... values) {
        List<@Nullable String> list = new ArrayList<>();
        for (@Nullable String value : values) {
            list.add(value);
        }
        return list;
    }

    private Optional<String> figure(
            String function, String min, String max, String type, @Nullable String... values) {
        Map<String, List<String>> parameters = new HashMap<>();
        parameters.put("function", List.of(function));
        if (!min.isEmpty()) {
            parameters.put("min", List.of(min));
        }
        if (!max.isEmpty()) {
            parameters.put("max", List.of(max));
        }
        Rule rule = figures.rule(function, parameters);
        DataType of = DataType.parse(type);
        assertThat(figures.check(rule, of, 1 << 20).expected()).contains(function + "(value) ");
        return figures.found(rule, of, values(values), Set.of());
    }

    @Test
    void rowsThatPassAreCounted() {
        DataType text = DataType.of(DataType.Kind.STRING);
        Rule rule = rows.rule("row-count", Map.of("min", List.of("2"), "max", List.of("3")));
        assertThat(rows.found(rule, text, values("a", null), Set.of())).isEmpty();
        assertThat(rows.found(rule, text, values("a", "b", "c", "d"), Set.of())).contains("4 rows");
        assertThat(rows.found(rule, text, values("a", "b", "c", "d"), Set.of(1, 2))).isEmpty();
        assertThat(rows.found(rule, text, values(), Set.of())).contains("0 rows");
        assertThat(rows.check(rule, text, 1).expected()).isEqualTo("2 to 3 rows");
        for (String wrong : List.of("-1", "4", "x")) {
            Rule none = rows.rule("row-count", Map.of("min", List.of(wrong), "max", List.of("3")));
            assertThatThrownBy(() -> rows.check(none, text, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void sumsAndAveragesAreExact() {
        assertThat(figure("sum", "", "0.3", "decimal(9,2)", "0.1", "0.2", null, "x")).isEmpty();
        assertThat(figure("sum", "", "0.29", "decimal(9,2)", "0.1", "0.2")).contains("0.3");
        assertThat(figure("sum", "", "0.3", "float64", "0.1", "0.2"))
                .contains("0.3000000000000000166533453693773481");
        assertThat(figure("sum", "1", "", "int64", LONG_MAX, LONG_MAX)).isEmpty();
        assertThat(figure("sum", "", "1", "int64", LONG_MAX, LONG_MAX, "-1", "1"))
                .contains("18446744073709551614");
        String wide = "9".repeat(38);
        assertThat(figure("sum", "", "0", "decimal(38,0)", wide, wide))
                .contains("1" + "9".repeat(37) + "8");
        assertThat(figure("sum", "1", "", "int32")).contains("0");
        assertThat(figure("avg", "", "1", "int8", "1", "2", null)).contains("1.5");
        assertThat(figure("avg", "1.5", "1.5", "int8", "1", "2", null)).isEmpty();
        assertThat(figure("avg", "1", "", "int8")).isEmpty();
        // A third is above what it is rounded to.
        String third = "0." + "3".repeat(34);
        assertThat(figure("avg", third, "", "int8", "1", "0", "0")).isEmpty();
        assertThat(figure("avg", "", third, "int8", "1", "0", "0")).contains(third);
        assertThat(figure("avg", "", third + "4", "int8", "1", "0", "0")).isEmpty();
    }

    @Test
    void extremesAndNumbersOfValues() {
        assertThat(figure("min", "2", "", "int32", "3", "1", null)).contains("1");
        assertThat(figure("max", "", "2.5", "float32", "2.5", "-9")).isEmpty();
        assertThat(figure("max", "", "2", "float64", "2.5", "-9")).contains("2.5");
        assertThat(figure("max", "", "2026-01-01", "date", "2025-12-31", "2026-01-02"))
                .contains("2026-01-02");
        assertThat(figure("min", "08:00", "", "time", "07:59:59.5")).contains("07:59:59.500");
        assertThat(
                        figure(
                                "max",
                                "",
                                "2026-01-01T00:00:00Z",
                                "timestamp",
                                "2026-01-01T00:00:00.000001Z"))
                .contains("2026-01-01T00:00:00.000001Z");
        assertThat(figure("max", "1", "", "int32")).isEmpty();
        assertThat(figure("count", "3", "", "string", "a", null, "a")).contains("2");
        assertThat(figure("count-distinct", "2", "2", "string", "a", null, "a", "b")).isEmpty();
        assertThat(figure("count-distinct", "", "1", "decimal(5,2)", "1.5", "1.50", "1.51"))
                .contains("2");
    }

    @Test
    void whatIsNoFigureIsRefused() {
        assertThatThrownBy(() -> figure("median", "1", "", "int32"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("median");
        assertThatThrownBy(() -> figure("sum", "x", "", "int32"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> figure("max", "x", "", "date"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Optional<String> stale(String type, String asOf, @Nullable String... values) {
        Map<String, List<String>> parameters = new HashMap<>();
        parameters.put("within", List.of("PT1H"));
        if (!asOf.isEmpty()) {
            parameters.put("asOf", List.of(asOf));
        }
        return fresh.found(
                fresh.rule("fresh", parameters), DataType.parse(type), values(values), Set.of());
    }

    @Test
    void theNewestValueIsHeldAgainstAMoment() {
        String noon = "2026-01-31T12:00:00Z";
        assertThat(stale("timestamp", noon, "2026-01-31T11:00:00Z", null, "1990-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(stale("timestamp", noon, "2026-01-31T10:59:59.999999Z"))
                .contains("the newest is 2026-01-31T10:59:59.999999Z");
        assertThat(stale("date", noon, "2026-01-31")).isEmpty();
        assertThat(stale("date", noon, "2026-01-30"))
                .contains("the newest is 2026-01-31T00:00:00Z, the end of its day");
        assertThat(stale("date", noon)).contains("no value");
    }

    @Test
    void withoutAMomentTheClockCounts() {
        Instant lately = Instant.now().minus(Duration.ofMinutes(1)).truncatedTo(ChronoUnit.SECONDS);
        assertThat(stale("timestamp", "", lately.toString())).isEmpty();
        assertThat(stale("timestamp", "", "2020-01-01T00:00:00Z")).isPresent();
        assertThatThrownBy(() -> stale("timestamp", "today"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
