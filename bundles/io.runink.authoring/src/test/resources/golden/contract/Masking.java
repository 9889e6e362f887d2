import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

@Contract(id = "x", version = "1.0.0")
@Masks("M")
record Masking(
        @Mask(io.runink.api.Masking.PARTIAL) Integer a,
        @Mask(io.runink.api.Masking.REDACT) int b,
        @Required @Mask(io.runink.api.Masking.REDACT) LocalDate c,
        @Mask(io.runink.api.Masking.REDACT) DayOfWeek d,
        @Mask(io.runink.api.Masking.REDACT) LocalDate fine,
        @Mask(io.runink.api.Masking.PARTIAL) String text) {}

@Contract(id = "y", version = "1.0.0")
@Masks("Nothing")
record Bare(String a) {}
