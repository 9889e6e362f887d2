import io.runink.api.*;
import java.math.BigDecimal;
import java.util.*;

class Findings {
    record Line(double unitPrice, @Decimal(precision = 9, scale = 2) BigDecimal total) {}

    @Contract(id = "bare", version = "1.0.0")
    record Bare(
            String free,
            @Length(max = 3) String bounded,
            @Pattern("[A-Z]{3}") String three,
            @Pattern("[A-Z]+") String many,
            @Pattern(".*x.*") String anywhere,
            @Pii String mail,
            @Pii @Mask(Masking.REDACT) String hidden,
            @OneOf({"A", "N/A"}) @Missing({"N/A", ""}) String grade,
            List<Float> fees,
            float feesible,
            List<Line> lines,
            Map<String, String> notes) {}

    @Contract(id = "keyed", version = "1.0.0", owner = "sales")
    @Unique({"a", "b"})
    record Keyed(@Length(max = 1) @Required String a, Integer b, @Unique Integer c) {}
}
