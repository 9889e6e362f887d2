package io.runink.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.runink.api.contract.DataType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Where CEL knows the types and nothing is absent, an expression means what Google's own checker
 * and evaluation say.
 */
final class OracleTest {

    private static final int EXPRESSIONS = 1500;

    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

    private static final CelCompiler COMPILER =
            CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addLibraries(CelExtensions.strings())
                    .addVar("i", SimpleType.INT)
                    .addVar("j", SimpleType.INT)
                    .addVar("d", SimpleType.DOUBLE)
                    .addVar("e", SimpleType.DOUBLE)
                    .addVar("s", SimpleType.STRING)
                    .addVar("z", SimpleType.STRING)
                    .addVar("b", SimpleType.BOOL)
                    .addVar("t", SimpleType.TIMESTAMP)
                    .addVar("is", ListType.create(SimpleType.INT))
                    .addVar("ss", ListType.create(SimpleType.STRING))
                    .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder()
                    .setOptions(OPTIONS)
                    .addLibraries(CelExtensions.strings())
                    .build();

    private static final Map<String, DataType> TYPES =
            Map.of(
                    "i", DataType.of(DataType.Kind.INT64),
                    "j", DataType.of(DataType.Kind.INT64),
                    "d", DataType.of(DataType.Kind.FLOAT64),
                    "e", DataType.of(DataType.Kind.FLOAT64),
                    "s", DataType.of(DataType.Kind.STRING),
                    "z", DataType.of(DataType.Kind.STRING),
                    "b", DataType.of(DataType.Kind.BOOLEAN),
                    "t", DataType.of(DataType.Kind.TIMESTAMP),
                    "is", DataType.list(DataType.of(DataType.Kind.INT64)),
                    "ss", DataType.list(DataType.of(DataType.Kind.STRING)));

    private static final long[] LONGS = {
        0, 1, -1, 2, 7, 63, 1000, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, (1L << 53) + 1
    };
    private static final double[] DOUBLES = {
        0, 1, 1.5, -2.25, 1e10, Double.POSITIVE_INFINITY, 0x1p53
    };

    /** Kept from comparisons with int64, where the library orders -0.0 and NaN. */
    private static final double[] ODD = {-0.0, 1, -2.25, Double.NaN, Double.NEGATIVE_INFINITY};

    private static final String[] TEXTS = {
        "", "a", "abc", "ABC", "a,b,,c", "é𝄞x", " pad ", "12", "true"
    };
    private static final String[] TIMES = {
        "1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "0001-01-01T00:00:00Z"
    };

    @Test
    void agreesWithTheLibraryItself() throws Exception {
        List<String> disagreements = new ArrayList<>();
        int values = 0;
        for (int seed = 0; seed < EXPRESSIONS; seed++) {
            Random random = new Random(seed);
            String text = new Expressions(random).ofAny(3);
            Map<String, Object> row = row(random);
            String expected = expected(text, row);
            if (expected.equals("no opinion")) {
                continue;
            }
            String actual = actual(text, row);
            values += expected.equals("error") ? 0 : 1;
            // A part that is wrong for every row is told before the first.
            boolean early = actual.equals("wrong for every row");
            if (!expected.equals(actual) && !early) {
                disagreements.add(text + " over " + row + ": " + actual + ", not " + expected);
            }
        }
        assertThat(disagreements).isEmpty();
        assertThat(values).isGreaterThan(EXPRESSIONS / 2);
    }

    private static Map<String, Object> row(Random random) {
        Map<String, Object> row = new HashMap<>();
        row.put("i", LONGS[random.nextInt(LONGS.length)]);
        row.put("j", LONGS[random.nextInt(LONGS.length)]);
        row.put("d", DOUBLES[random.nextInt(DOUBLES.length)]);
        row.put("e", ODD[random.nextInt(ODD.length)]);
        row.put("s", TEXTS[random.nextInt(TEXTS.length)]);
        row.put("z", TEXTS[random.nextInt(TEXTS.length)]);
        row.put("b", random.nextBoolean());
        row.put("t", Instant.parse(TIMES[random.nextInt(TIMES.length)]));
        row.put("is", List.of(1L, 2L, LONGS[random.nextInt(LONGS.length)]));
        row.put("ss", List.of("a", TEXTS[random.nextInt(TEXTS.length)]));
        return row;
    }

    private static String expected(String text, Map<String, Object> row) {
        CelAbstractSyntaxTree ast;
        try {
            ast = COMPILER.compile(text).getAst();
        } catch (CelValidationException e) {
            return "rejected";
        }
        try {
            return shown(RUNTIME.createProgram(ast).eval(row));
        } catch (Exception e) {
            return OWN_FAULTS.matcher(e.getMessage()).find() ? "no opinion" : "error";
        }
    }

    /** Where the library fails in what its language allows. */
    private static final Pattern OWN_FAULTS =
            Pattern.compile(
                    "long overflow|indexOf failure: Offset out of range|failed with arg|No matching"
                            + " overload|ErrorValue");

    private static String actual(String text, Map<String, Object> row) {
        Map<String, Object> given = new HashMap<>(row);
        given.put("is", String.valueOf(row.get("is")));
        given.put(
                "ss",
                JsonText.write(
                        new Frame(new Column[0], 0),
                        List.copyOf((List<?>) row.getOrDefault("ss", List.of()))));
        CelExpression expression;
        try {
            expression = CelExpression.compile(text, TYPES);
            return shown(expression.value(given));
        } catch (CelException e) {
            return WRONG_VALUE.matcher(e.getMessage()).find()
                    ? "wrong for every row"
                    : e.toString();
        } catch (CelEvaluationException e) {
            return "error";
        }
    }

    private static final Pattern WRONG_VALUE =
            Pattern.compile("division by zero|out of the range|outside of|the text is no");

    private static String shown(@Nullable Object value) {
        return value instanceof UnsignedLong ? "unsigned" : String.valueOf(value);
    }
}
