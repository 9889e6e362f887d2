package io.runink.step.rows;

import io.runink.api.contract.Contract;
import io.runink.tck.StepSuite;
import io.runink.tck.StepSuite.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random rows of every type: many nulls, and the values at which code breaks. */
final class Samples {

    static final Contract CONTRACT =
            StepSuite.contract(
                    "id int64",
                    "word string",
                    "flag boolean",
                    "tiny int8",
                    "small int16",
                    "whole int32",
                    "large int64",
                    "single float32",
                    "real float64",
                    "price decimal(9,2)",
                    "wide decimal(38,10)",
                    "day date",
                    "clock time",
                    "moment timestamp",
                    "raw bytes");

    private static final List<String> WORDS =
            List.of(
                    "",
                    " ",
                    "a",
                    "USD",
                    "usd",
                    "12",
                    "-7",
                    "3.50",
                    "007",
                    "1e3",
                    "NaN",
                    "true",
                    "2024-02-29",
                    "2023-02-29",
                    "23:59:59.999999",
                    "2024-01-01T00:00:00Z",
                    "2024-06-30T12:00:00.5+02:00",
                    "1999-12-31T23:59:59-1130",
                    "AAEC",
                    "AAE",
                    "\u00e9\u00e8",
                    "\uD83D\uDE00\uD83D\uDE01abc",
                    "\u202egnirts",
                    "x\ty\nz",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "99999999999999999999999999999999999999",
                    "0.0000000001",
                    "-0",
                    "00.10",
                    "+1",
                    ".5",
                    "null",
                    "'quoted'",
                    "\"json\"",
                    "stra\u00dfe",
                    "\u0130stanbul");

    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    Table rows(int count) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(i));
        }
        return new Table(CONTRACT, rows);
    }

    private List<@Nullable String> row(int id) {
        List<@Nullable String> row = new ArrayList<>();
        row.add(Integer.toString(id));
        row.add(sometimes(WORDS.get(random.nextInt(WORDS.size()))));
        row.add(sometimes(Boolean.toString(random.nextBoolean())));
        row.add(sometimes(whole(8)));
        row.add(sometimes(whole(16)));
        row.add(sometimes(whole(32)));
        row.add(sometimes(whole(64)));
        row.add(sometimes(single()));
        row.add(sometimes(real()));
        row.add(sometimes(decimal(9, 2)));
        row.add(sometimes(decimal(38, 10)));
        row.add(sometimes(LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000)).toString()));
        row.add(sometimes(clock()));
        row.add(sometimes(instant()));
        byte[] raw = new byte[random.nextInt(9)];
        random.nextBytes(raw);
        row.add(sometimes(Base64.getEncoder().encodeToString(raw)));
        return row;
    }

    private @Nullable String sometimes(String value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    private String whole(int bits) {
        long max = -1L >>> (65 - bits);
        return Long.toString(
                switch (random.nextInt(6)) {
                    case 0 -> max;
                    case 1 -> -max - 1;
                    case 2 -> 0;
                    case 3 -> random.nextInt(-100, 100);
                    default -> random.nextLong() >> (64 - bits);
                });
    }

    private String single() {
        return switch (random.nextInt(8)) {
            case 0 -> "NaN";
            case 1 -> "-Infinity";
            case 2 -> Float.toString(Float.MAX_VALUE);
            case 3 -> "0.1";
            default -> Float.toString((float) random.nextGaussian() * 1000);
        };
    }

    private String real() {
        return switch (random.nextInt(10)) {
            case 0 -> "NaN";
            case 1 -> "Infinity";
            case 2 -> Double.toString(Double.MIN_VALUE);
            case 3 -> Double.toString(-Double.MAX_VALUE);
            case 4 -> random.nextInt(-5, 5) + ".0";
            case 5 -> BigDecimal.valueOf(random.nextInt(100_000), 2).toPlainString();
            default -> Double.toString(random.nextGaussian() * 1e6);
        };
    }

    private String decimal(int precision, int scale) {
        BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        BigInteger one = BigInteger.TEN.pow(scale);
        BigInteger unscaled =
                switch (random.nextInt(6)) {
                    case 0 -> most;
                    case 1 -> most.negate();
                    case 2 -> BigInteger.ZERO;
                    case 3 -> BigInteger.valueOf(random.nextInt(-9, 9)).multiply(one);
                    default -> new BigInteger(64, random).mod(most);
                };
        return new BigDecimal(unscaled, scale).toPlainString();
    }

    private String clock() {
        long micros = random.nextInt(5) == 0 ? 86_399_999_999L : random.nextLong(86_400_000_000L);
        return LocalTime.ofNanoOfDay(micros * 1000).toString();
    }

    private String instant() {
        long micros = random.nextLong(-62_000_000_000_000_000L, 253_000_000_000_000_000L);
        Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return random.nextBoolean()
                ? at.toString()
                : at.atOffset(ZoneOffset.ofHours(random.nextInt(-11, 12))).toString();
    }
}
