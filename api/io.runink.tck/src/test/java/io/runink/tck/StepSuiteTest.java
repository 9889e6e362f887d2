package io.runink.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.contract.Contract;
import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepContext;
import io.runink.spi.step.StepFactory;
import io.runink.spi.step.StepOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StepSuiteTest {

    private static final Contract CONTRACT =
            StepSuite.contract("name string", "price decimal(9,2)", "ratio float64");

    /** What a step of a test does with a batch. */
    private interface Body {
        void accept(int input, VectorSchemaRoot rows, StepOutput output) throws IOException;
    }

    private static StepFactory step(Body body) {
        return new StepFactory() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public RowStep create(StepContext context) {
                return new RowStep() {
                    @Override
                    public void accept(int input, VectorSchemaRoot rows, StepOutput output)
                            throws IOException {
                        body.accept(input, rows, output);
                    }

                    @Override
                    public void end(int input, StepOutput output) {}

                    @Override
                    public void close() {}
                };
            }
        };
    }

    private static StepSuite.Table table() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        rows.add(Arrays.asList("a", "1.50", "NaN"));
        rows.add(Arrays.asList(null, "-2.00", "-0.0"));
        rows.add(Arrays.asList("", null, null));
        return new StepSuite.Table(CONTRACT, rows);
    }

    @Test
    void whatGoesInComesOut() throws IOException {
        StepSuite suite = new StepSuite(step((input, rows, output) -> output.emit(rows)), 1 << 20);
        StepSuite.Outcome outcome =
                suite.runsTheSameHoweverRowsArrive(Map.of(), CONTRACT, List.of(table()));
        assertThat(outcome.rows()).isEqualTo(table().rows());
        assertThat(outcome.lines()).containsExactly(1L, 2L, 3L);
        assertThat(outcome.sources()).containsExactly(0, 0, 0);
        assertThat(outcome.spilledBytes()).isZero();
    }

    @Test
    void inputsAreFedInEachOrder() throws IOException {
        List<Integer> order = new ArrayList<>();
        StepSuite suite =
                new StepSuite(
                        step((input, rows, output) -> {
                            order.add(input);
                            output.emit(rows);
                        }),
                        1 << 20);
        for (StepSuite.Feed feed : StepSuite.Feed.values()) {
            suite.run(Map.of(), CONTRACT, List.of(table(), table()), feed, 2);
        }
        assertThat(order).containsExactly(0, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0);
        assertThatThrownBy(() ->
                        suite.runsTheSameHoweverRowsArrive(
                                Map.of(), CONTRACT, List.of(table(), table())))
                .hasMessageContaining("other rows");
    }

    @Test
    void holdsAStepToItsPromises() {
        assertThatThrownBy(() -> run((input, rows, output) -> {}))
                .hasMessageContaining("not given back");
        assertThatThrownBy(() ->
                        run((input, rows, output) -> {
                            try (rows) {
                                output.reject(0, rows, 3, "node.rule", "", "less");
                            }
                        }))
                .hasMessageContaining("rejects row 3");
        assertThatThrownBy(() ->
                        run((input, rows, output) -> {
                            try (rows) {
                                output.reject(0, rows, 0, "node.rule", "nose", "less");
                            }
                        }))
                .hasMessageContaining("which the batch lacks");
        StepSuite suite = new StepSuite(step((input, rows, output) -> output.emit(rows)), 1 << 20);
        assertThatThrownBy(() -> suite.run(Map.of(), StepSuite.contract("name string"), table()))
                .hasMessageContaining("yields");
    }

    private static void run(Body body) throws IOException {
        new StepSuite(step(body), 1 << 20).run(Map.of(), CONTRACT, table());
    }

    @Test
    void aValueThatIsNoneOfItsTypeIsAMistakeOfTheTest() {
        StepSuite.Table wrong =
                new StepSuite.Table(StepSuite.contract("n int8"), List.of(List.of("300")));
        assertThatThrownBy(() ->
                        new StepSuite(step((input, rows, output) -> {}), 1 << 20)
                                .run(Map.of(), CONTRACT, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'300' is no int8");
    }
}
