package io.runink.step.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RealSumTest {

    private static final Contract INPUT = StepSuite.contract("k int32", "x float64", "y float32");

    private static final Contract OUTPUT =
            StepSuite.contract("k int32", "x float64", "y float64", "mean float64");

    private static Outcome run(long memoryBytes, List<List<@Nullable String>> rows)
            throws IOException {
        return new StepSuite(new AggregateSteps(), memoryBytes)
                .run(
                        AggregateOracleTest.parameters(
                                "by=k", "x=sum(x)", "y=sum(y)", "mean=avg(x)"),
                        OUTPUT,
                        new Table(INPUT, rows));
    }

    private static String x(double value) {
        return Double.toString(value);
    }

    private static List<@Nullable String> sums(double... values) throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (double value : values) {
            rows.add(List.of("1", x(value), x((float) value)));
        }
        return run(1 << 20, rows).rows().getFirst();
    }

    @Test
    void aSumIsRoundedOnce() throws IOException {
        assertThat(sums(1e100, 1, -1e100).get(1)).isEqualTo("1.0");
        assertThat(sums(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1).get(1)).isEqualTo("1.0");
        assertThat(sums(1, 0x1p-53, 0x1p-60).get(1)).isEqualTo(x(1 + 0x1p-52));
        assertThat(sums(1, 0x1p-53, -0x1p-60).get(1)).isEqualTo("1.0");
        assertThat(sums(1, 0x1p-53).get(1)).isEqualTo("1.0");
    }

    @Test
    void whatIsNotFiniteStaysSo() throws IOException {
        assertThat(sums(1, Double.NaN, 2).subList(1, 4)).containsExactly("NaN", "NaN", "NaN");
        assertThat(sums(1, Double.POSITIVE_INFINITY, 2).subList(1, 4))
                .containsExactly("Infinity", "Infinity", "Infinity");
        assertThat(sums(Double.NEGATIVE_INFINITY, 2).get(1)).isEqualTo("-Infinity");
        assertThat(sums(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).get(1))
                .isEqualTo("NaN");
        assertThat(sums(Double.MAX_VALUE, Double.MAX_VALUE).get(1)).isEqualTo("Infinity");
        assertThat(sums(5, -5).subList(1, 4)).containsExactly("0.0", "0.0", "0.0");
    }

    @Test
    void noValueHasNoSum() throws IOException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        rows.add(Arrays.asList("1", null, null));
        assertThat(run(1 << 20, rows).rows()).containsExactly(Arrays.asList("1", null, null, null));
    }

    @Test
    void neitherOrderNorMemoryMakesADifference() throws IOException {
        Random random = new Random(1);
        List<List<@Nullable String>> rows = new ArrayList<>();
        int groups = 2000;
        for (int i = 0; i < 40_000; i++) {
            double value = Math.scalb(random.nextGaussian(), random.nextInt(-300, 300));
            float small = (float) Math.scalb(random.nextGaussian(), random.nextInt(-30, 30));
            rows.add(
                    List.of(
                            String.valueOf(random.nextInt(groups)),
                            x(value),
                            Float.toString(small)));
        }
        BigDecimal[] exact = new BigDecimal[groups];
        long[] counts = new long[groups];
        Arrays.fill(exact, BigDecimal.ZERO);
        for (List<@Nullable String> row : rows) {
            int group = Integer.parseInt(String.valueOf(row.get(0)));
            double value = Double.parseDouble(String.valueOf(row.get(1)));
            exact[group] = exact[group].add(new BigDecimal(value));
            counts[group]++;
        }
        Outcome spilled = run(64 << 10, rows);
        assertThat(spilled.spilledBytes()).isPositive();
        for (List<@Nullable String> row : spilled.rows()) {
            int group = Integer.parseInt(String.valueOf(row.get(0)));
            assertThat(row.get(1)).isEqualTo(x(exact[group].doubleValue()));
            assertThat(row.get(3)).isEqualTo(x(exact[group].doubleValue() / counts[group]));
        }
        Outcome inMemory = run(64 << 20, rows);
        assertThat(inMemory.spilledBytes()).isZero();
        assertThat(inMemory.rows()).isEqualTo(spilled.rows());
        List<List<@Nullable String>> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        assertThat(run(64 << 10, shuffled).rows()).isEqualTo(spilled.rows());
    }
}
