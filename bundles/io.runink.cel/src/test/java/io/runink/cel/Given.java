package io.runink.cel;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row with a column of each type, and each again without a value. */
final class Given {

    static final Map<String, DataType> TYPES = new LinkedHashMap<>();

    private static final DataType ADDRESS =
            DataType.struct(
                    List.of(
                            field("zip", DataType.of(DataType.Kind.STRING)),
                            field("floor", DataType.of(DataType.Kind.INT32)),
                            field("since", DataType.of(DataType.Kind.DATE))));

    private static final DataType LINE =
            DataType.struct(
                    List.of(
                            field("price", DataType.decimal(18, 4)),
                            field("items", DataType.of(DataType.Kind.INT64)),
                            field("code", DataType.of(DataType.Kind.STRING))));

    private static final String LINES =
            "[{\"price\":1.10,\"items\":2,\"code\":\"a\"},"
                    + "{\"price\":\"2.5\",\"items\":1},"
                    + "{\"price\":null,\"items\":7,\"code\":\"c\"}]";

    private static final Map<String, @Nullable Object> ROW = new HashMap<>();

    private Given() {}

    static {
        column("name", DataType.of(DataType.Kind.STRING), "Zoë 𝄞");
        column("flag", DataType.of(DataType.Kind.BOOLEAN), true);
        column("tiny", DataType.of(DataType.Kind.INT8), (byte) 5);
        column("small", DataType.of(DataType.Kind.INT16), (short) 300);
        column("count", DataType.of(DataType.Kind.INT32), 7);
        column("big", DataType.of(DataType.Kind.INT64), Long.MAX_VALUE);
        column("ratio", DataType.of(DataType.Kind.FLOAT32), 0.5f);
        column("rate", DataType.of(DataType.Kind.FLOAT64), 2.5);
        column("price", DataType.decimal(18, 4), new BigDecimal("12.5000"));
        column("wide", DataType.decimal(38, 0), new BigDecimal("9".repeat(38)));
        column("fine", DataType.decimal(38, 38), new BigDecimal("0." + "1".repeat(38)));
        column("day", DataType.of(DataType.Kind.DATE), LocalDate.of(2024, 1, 31));
        column("clock", DataType.of(DataType.Kind.TIME), LocalTime.of(10, 20, 30));
        column("at", DataType.of(DataType.Kind.TIMESTAMP), Instant.parse("2024-01-31T10:20:30Z"));
        column("raw", DataType.of(DataType.Kind.BYTES), new byte[] {1, 2});
        column("address", ADDRESS, "{\"zip\":\"75001\",\"floor\":3}");
        column("lines", DataType.list(LINE), LINES);
        column("tags", DataType.map(DataType.of(DataType.Kind.STRING)), "{\"desk\":\"FX\"}");
    }

    private static Field field(String name, DataType type) {
        return new Field(name, name, type, false, null, null);
    }

    private static void column(String name, DataType type, Object value) {
        TYPES.put(name, type);
        TYPES.put("no_" + name, type);
        ROW.put(name, value);
    }

    static CelExpression compiled(String text) {
        return CelExpression.compile(text, TYPES);
    }

    static Map<String, @Nullable Object> row() {
        return ROW;
    }

    /** What an expression gives for the row. */
    static @Nullable Object value(String text) {
        return compiled(text).value(ROW);
    }
}
