import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

class Unsupported {
    record Part(String a) {}

    @Contract(id = "x", version = "1.0.0")
    record Row(
            Part part,
            List<String> list,
            Map<String, String> map,
            char letter,
            Object any,
            LocalDateTime local,
            int[] numbers,
            Optional<String> maybe,
            BigDecimal bare,
            @Decimal(precision = 39, scale = 0) BigDecimal wide,
            @Decimal(precision = 2, scale = 3) BigDecimal deep,
            @Decimal(precision = 2, scale = 1) String text) {}
}
