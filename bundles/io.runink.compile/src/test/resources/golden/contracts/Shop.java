import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

/** Contracts for steps of plug-ins. */
class Shop {
    record Line(String item, int pieces) {}

    @Contract(id = "order", version = "1.0.0")
    record Order(
            @Required @Unique String id,
            String customer,
            @Required @Decimal(precision = 18, scale = 4) BigDecimal price,
            long quantity,
            String currency,
            Instant at) {}

    @Contract(id = "priced", version = "1.0.0")
    record Priced(
            @Required String id,
            @Required @Decimal(precision = 18, scale = 2) BigDecimal total) {}

    @Contract(id = "more", version = "1.0.0")
    record More(@Required String id, LocalDate total, String note) {}

    @Contract(id = "customer", version = "1.0.0")
    @Masks("HideCustomer")
    record Customer(
            @Required String id,
            @Pii @Mask(Masking.PARTIAL) String email,
            @Pii String name,
            LocalDate since) {}

    @Contract(id = "open-customer", version = "1.0.0")
    record OpenCustomer(@Required String id, String email, String name) {}

    @Contract(id = "strict-customer", version = "1.0.0")
    record StrictCustomer(
            @Required String id,
            @Mask(Masking.REDACT) @Pattern("[^@]+@[^@]+") String email) {}

    @Contract(id = "turnover", version = "1.0.0")
    record Turnover(
            String customer,
            long orders,
            @Decimal(precision = 38, scale = 4) BigDecimal total) {}
}
