package io.runink.step.sql;

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

/** Random rows of every type: many nulls, few words, and the values at which code breaks. */
final class RandomRows {

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
                    "thin decimal(18,18)",
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
                    "A",
                    "ab",
                    "NULL",
                    "null",
                    "a\u0000b",
                    "\u00e9",
                    "e\u0301",
                    "\uFFFD",
                    "\uD83D\uDE00",
                    "\uE000",
                    "\u202egnirts",
                    "it's; \"quoted\"",
                    "long enough to leave the twelve bytes that are kept in place");

    private final Random random;

    RandomRows(long seed) {
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
        for (int bits : new int[] {8, 16, 32, 64}) {
            row.add(sometimes(whole(bits)));
        }
        row.add(sometimes(single()));
        row.add(sometimes(real()));
        row.add(sometimes(decimal(9, 2)));
        row.add(sometimes(decimal(18, 18)));
        row.add(sometimes(decimal(38, 10)));
        row.add(sometimes(LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000)).toString()));
        row.add(sometimes(LocalTime.ofNanoOfDay(micros() * 1000).toString()));
        row.add(sometimes(moment()));
        byte[] raw = new byte[random.nextInt(20)];
        random.nextBytes(raw);
        row.add(sometimes(Base64.getEncoder().encodeToString(raw)));
        return row;
    }

    private @Nullable String sometimes(String value) {
        return random.nextInt(5) == 0 ? null : value;
    }

    private String whole(int bits) {
        long max = -1L >>> (65 - bits);
        return Long.toString(
                switch (random.nextInt(5)) {
                    case 0 -> max;
                    case 1 -> -max - 1;
                    case 2 -> random.nextInt(-3, 4);
                    default -> random.nextLong() >> (64 - bits);
                });
    }

    private String single() {
        return switch (random.nextInt(8)) {
            case 0 -> "NaN";
            case 1 -> "-Infinity";
            case 2 -> Float.toString(Float.MAX_VALUE);
            case 3 -> "-0.0";
            default -> Float.toString((float) random.nextGaussian() * 1000);
        };
    }

    private String real() {
        return switch (random.nextInt(10)) {
            case 0 -> "NaN";
            case 1 -> "Infinity";
            case 2 -> Double.toString(Double.MIN_VALUE);
            case 3 -> Double.toString(-Double.MAX_VALUE);
            case 4 -> "-0.0";
            case 5 -> "0.0";
            default -> Double.toString(random.nextInt(-3, 3) + 0.1);
        };
    }

    private String decimal(int precision, int scale) {
        BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        BigInteger unscaled =
                switch (random.nextInt(5)) {
                    case 0 -> most;
                    case 1 -> most.negate();
                    case 2 -> BigInteger.valueOf(random.nextInt(-2, 3));
                    default -> new BigInteger(130, random).mod(most);
                };
        return new BigDecimal(unscaled, scale).toPlainString();
    }

    private long micros() {
        return switch (random.nextInt(5)) {
            case 0 -> 86_399_999_999L;
            case 1 -> 0;
            default -> random.nextLong(86_400_000_000L);
        };
    }

    private String moment() {
        // From the year 5 to 9987, or of late.
        long micros =
                random.nextBoolean()
                        ? random.nextLong(-62_000_000_000_000_000L, 253_000_000_000_000_000L)
                        : 1_700_000_000_000_000L + random.nextLong(9_000_000_000_000L);
        Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return random.nextBoolean()
                ? at.toString()
                : at.atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(12), 45)).toString();
    }
}
