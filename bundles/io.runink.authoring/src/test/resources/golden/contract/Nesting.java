import io.runink.api.*;
import io.runink.api.contract.Action;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

/** Records, lists and maps inside columns, with rules on everything in them. */
class Nesting {
    enum Kind { HOME, WORK }

    record Address(@Required String street, @Pattern("[0-9]{5}") String zipCode, Kind kind) {}

    record Line(
            @Required @Name("sku") String article,
            @GreaterThan("0") @Decimal(precision = 9, scale = 2) BigDecimal unitPrice,
            int quantity,
            @Pii String note) {}

    @Contract(id = "order", version = "1.0.0")
    record Order(
            @Required Address address,
            @RequiredElements List<Line> lines,
            @AtLeast("0") @Decimal(precision = 9, scale = 2) Map<String, BigDecimal> prices,
            @OneOf({"a", "b"}) @RequiredElements @OnViolation(Action.WARN) List<String> tags,
            @Length(max = 3) List<Map<String, List<String>>> deep,
            Map<String, Address> byName,
            @Missing({"", "N/A"}) @Length(min = 1, max = 10) String text) {}
}
