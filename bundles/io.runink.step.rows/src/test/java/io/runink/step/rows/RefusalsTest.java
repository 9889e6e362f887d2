package io.runink.step.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.Masking;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.spi.step.StepFactory;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Outcome;
import io.runink.tck.StepSuite.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a step says of parameters that make no sense, and what stays out of what it says. */
final class RefusalsTest {

    private static final Contract INPUT =
            StepSuite.contract("name string", "total int64", "at timestamp");

    @Test
    void everyStepSaysWhichParameterIsWrongAndWhy() {
        refuses(new SelectSteps(), Map.of(), "other string", "'other' is not in the input");
        refuses(
                new RenameSteps(),
                Map.of("b", List.of("x")),
                "b string",
                "'x' is not in the input");
        refuses(new RenameSteps(), Map.of(), "name string", "no column is given");
        refuses(
                new RenameSteps(),
                Map.of("set", List.of("no sign")),
                "name string",
                "'no sign', expected 'column = value'");
        refuses(
                new RenameSteps(),
                Map.of("b", List.of("name"), "set", List.of("b = name")),
                "b string",
                "'b' is given twice");
        refuses(new FilterSteps(), Map.of(), "name string", "'when' is missing");
        refuses(
                new FilterSteps(),
                Map.of("when", List.of("total + 1")),
                "name string",
                "gives int64, expected true or false");
        refuses(
                new FilterSteps(),
                Map.of("when", List.of("totl > 1")),
                "name string",
                "parameter 'when', character 1");
        refuses(
                new DeriveSteps(),
                Map.of("b", List.of("name")),
                "b int32",
                "'b' is int32, and its expression gives string");
        refuses(
                new DefaultSteps(),
                Map.of("total", List.of("none")),
                "total int64",
                "column 'total' = 'none' is no int64");
        refuses(
                new DefaultSteps(),
                Map.of("b", List.of("1")),
                "total int64",
                "the input has no such column");
        refuses(
                new CastSteps(),
                Map.of("at", List.of("date")),
                "at date",
                "no timestamp is date; compute it with 'derive'");
        refuses(new CastSteps(), Map.of("at", List.of("int")), "at date", "no such type");
        refuses(
                new CastSteps(),
                Map.of("total", List.of("int32")),
                "total int16",
                "the output has it as int16");
        refuses(new MaskSteps(), Map.of(), "name string", "marks no column");
        refuses(new MaskSteps(), Map.of("columns", List.of("b")), "name string", "no column 'b'");
        refuses(
                new MaskSteps(),
                Map.of("columns", List.of("name"), "with", List.of("stars")),
                "name string",
                "'with' is 'stars', expected redact or partial");
        refuses(
                new UnionSteps(),
                Map.of(),
                "total string",
                "'total' is int64 in the input, expected string");
    }

    private static void refuses(
            StepFactory factory, Map<String, List<String>> parameters, String output, String why) {
        assertThatThrownBy(() ->
                        new StepSuite(factory, 1 << 20)
                                .run(
                                        parameters,
                                        StepSuite.contract(output),
                                        new Table(INPUT, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void withoutColumnsThoseThatTheContractMarksAreMasked() throws Exception {
        DataType text = DataType.of(DataType.Kind.STRING);
        Contract marked =
                new Contract(
                        "Test",
                        "test",
                        "1.0.0",
                        "",
                        "",
                        List.of(
                                new Field("a", "a", text, true, null, null),
                                new Field("b", "b", text, false, Masking.PARTIAL, null),
                                new Field("c", "c", text, false, null, null)),
                        List.of(),
                        null,
                        null,
                        null);

        Outcome outcome =
                new StepSuite(new MaskSteps(), 1 << 20)
                        .run(
                                Map.of(),
                                marked,
                                new Table(marked, List.of(List.of("secret", "12345678", "open"))));

        assertThat(outcome.rows()).containsExactly(List.of("***", "******78", "open"));
    }

    @Test
    void rejectionsSayWhatWasExpectedAndShowNoData() throws Exception {
        Outcome outcome =
                new StepSuite(new DeriveSteps(), 1 << 20)
                        .run(
                                Map.of("b", List.of("int(name)"), "c", List.of("total")),
                                StepSuite.contract("b int64", "c int8"),
                                new Table(
                                        INPUT,
                                        List.of(
                                                List.of("hush", "1", "2024-01-01T00:00:00Z"),
                                                List.of("1", "999", "2024-01-01T00:00:00Z"))));

        assertThat(outcome.rejected())
                .extracting(it -> it.column() + ": " + it.expected())
                .containsExactly(
                        "name: b with a value: the text is no int64", "total: c within int8");
    }
}
