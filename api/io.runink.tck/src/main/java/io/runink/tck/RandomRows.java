package io.runink.tck;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random rows of a contract, as text, the same for a seed: about one value in six is absent, and
 * those at the edges of a type are frequent. Nested columns it knows none of.
 */
public final class RandomRows {

    /** A column of every type that nests nothing. */
    public static final Contract ALL_TYPES =
            StepSuite.contract(
                    "text string",
                    "flag boolean",
                    "tiny int8",
                    "small int16",
                    "medium int32",
                    "large int64",
                    "single float32",
                    "real float64",
                    "money decimal(18,4)",
                    "wide decimal(38,10)",
                    "day date",
                    "hour time",
                    "instant timestamp",
                    "raw bytes");

    private static final List<String> TEXTS =
            List.of("", "a", "b", "ab", "a\u0000", "a\u0000b", "\u0000", "é", "z", "\uFFFF", "😀");

    private static final List<String> REALS =
            List.of("0.0", "-0.0", "NaN", "Infinity", "-Infinity", "1.0", "-1.0", "1.0E-30");

    private final Random random;

    /** Rows of a seed. */
    public RandomRows(long seed) {
        random = new Random(seed);
    }

    /** Rows whose values are any. */
    public StepSuite.Table table(Contract contract, int rows) {
        return table(contract, rows, Integer.MAX_VALUE);
    }

    /**
     * Rows whose values repeat.
     *
     * @param values about how many different ones a column has
     */
    public StepSuite.Table table(Contract contract, int rows, int values) {
        List<List<String>> pools = new ArrayList<>();
        contract.fields().forEach(_ -> pools.add(new ArrayList<>()));
        List<List<@Nullable String>> table = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<@Nullable String> row = new ArrayList<>();
            for (int column = 0; column < pools.size(); column++) {
                row.add(value(contract.fields().get(column), pools.get(column), values));
            }
            table.add(row);
        }
        return new StepSuite.Table(contract, table);
    }

    private @Nullable String value(Field field, List<String> pool, int values) {
        if (random.nextInt(6) == 0) {
            return null;
        }
        if (pool.size() >= values) {
            return pool.get(random.nextInt(values));
        }
        String value = value(field.type());
        if (values < Integer.MAX_VALUE) {
            pool.add(value);
        }
        return value;
    }

    private String value(DataType type) {
        return switch (type.kind()) {
            case STRING ->
                    random.nextBoolean()
                            ? TEXTS.get(random.nextInt(TEXTS.size()))
                            : Integer.toString(random.nextInt(), 36);
            case BOOLEAN -> String.valueOf(random.nextBoolean());
            case INT8 -> String.valueOf((byte) random.nextInt());
            case INT16 -> String.valueOf((short) random.nextInt());
            case INT32 -> String.valueOf(random.nextInt());
            case INT64 -> String.valueOf(random.nextLong() >> random.nextInt(64));
            case FLOAT32 ->
                    random.nextBoolean()
                            ? REALS.get(random.nextInt(REALS.size()))
                            : String.valueOf((float) random.nextGaussian());
            case FLOAT64 ->
                    random.nextBoolean()
                            ? REALS.get(random.nextInt(REALS.size()))
                            : String.valueOf(random.nextGaussian() * 1e10);
            case DECIMAL -> decimal(type);
            case DATE -> LocalDate.ofEpochDay(random.nextInt(40_000) - 10_000).toString();
            case TIME -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1000).toString();
            case TIMESTAMP ->
                    Instant.EPOCH
                            .plus(random.nextLong() >> (8 + random.nextInt(40)), ChronoUnit.MICROS)
                            .toString();
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(4)];
                random.nextBytes(bytes);
                yield Base64.getEncoder().encodeToString(bytes);
            }
            case STRUCT, LIST, MAP -> throw new IllegalArgumentException(type.toString());
        };
    }

    private String decimal(DataType type) {
        BigInteger end = BigInteger.TEN.pow(type.precision());
        BigInteger unscaled =
                random.nextInt(4) == 0
                        ? end.subtract(BigInteger.ONE)
                        : new BigInteger(random.nextInt(1, end.bitLength()), random).mod(end);
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale())
                .toPlainString();
    }
}
