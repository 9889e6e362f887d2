import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

@Contract(id = "x", version = "1.0.0")
record Parameters(
        @AtLeast("abc") int a,
        @GreaterThan("300") byte b,
        @LessThan("2026-13-01") LocalDate c,
        @AtMost("noon") LocalTime d,
        @AtMost("2026-01-01") Instant e,
        @AtLeast("1e999999999") double f,
        @Pattern("[a-z") String g,
        @OneOf({}) String h,
        @OneOf({"A", "B", "A"}) String i,
        @OneOf({"MONDAY", "FUNDAY"}) DayOfWeek j,
        @AtLeast("5") @AtMost("4") int k,
        @GreaterThan("5") @AtMost("5.0") double l,
        @AtLeast("5") @AtMost("5") int fine) {}
