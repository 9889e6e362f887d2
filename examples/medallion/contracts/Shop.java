package shop;

import io.runink.api.AtLeast;
import io.runink.api.Contract;
import io.runink.api.Decimal;
import io.runink.api.GreaterThan;
import io.runink.api.Mask;
import io.runink.api.Masking;
import io.runink.api.OneOf;
import io.runink.api.Pattern;
import io.runink.api.Pii;
import io.runink.api.Required;
import io.runink.api.Unique;
import java.math.BigDecimal;
import java.time.Instant;

/** A shop's orders, from what the till sends to what the office reads. */
public final class Shop {

    private Shop() {}

    /** An order as the till sends it. */
    @Contract(id = "raw-order", version = "1.0.0", owner = "shop")
    public record RawOrder(
            @Required @Pattern("O-[0-9]{4}") String orderId,
            @Required String customerId,
            @Required Instant orderedAt,
            @Required @AtLeast("1") int quantity,
            @Required @GreaterThan("0") @Decimal(precision = 9, scale = 2) BigDecimal unitPrice,
            @OneOf({"EUR", "USD"}) String currency) {}

    /** An order whose amount is known. */
    @Contract(id = "order", version = "1.0.0", owner = "shop")
    public record Order(
            @Required @Unique String orderId,
            @Required String customerId,
            @Required Instant orderedAt,
            @Required @GreaterThan("0") @Decimal(precision = 12, scale = 2) BigDecimal amount,
            @Required @OneOf({"EUR", "USD"}) String currency) {}

    /** Who buys. */
    @Contract(id = "customer", version = "1.0.0", owner = "shop")
    public record Customer(
            @Required @Unique String customerId,
            @Required @OneOf({"DE", "FR", "US"}) String country,
            @Required @Pii @Mask(value = Masking.PARTIAL, reveal = "support") String email) {}

    /** An order with its customer and the risk that a model sees in it. */
    @Contract(id = "scored-order", version = "1.0.0", owner = "shop")
    public record ScoredOrder(
            @Required @Unique String orderId,
            @Required Instant orderedAt,
            @Required @GreaterThan("0") @Decimal(precision = 12, scale = 2) BigDecimal amount,
            @Required String country,
            @Required @Pii @Mask(value = Masking.PARTIAL, reveal = "support") String email,
            @Required @OneOf({"low", "high"}) String risk) {}

    /** A scored order without what concerns a person. */
    @Contract(id = "sale", version = "1.0.0", owner = "shop")
    public record Sale(
            @Required @Unique String orderId,
            @Required Instant orderedAt,
            @Required @GreaterThan("0") @Decimal(precision = 12, scale = 2) BigDecimal amount,
            @Required String country) {}

    /** What a country bought on a day. */
    @Contract(id = "daily-sales", version = "1.0.0", owner = "office")
    public record DailySales(
            @Required String country,
            @Required Instant windowStart,
            @Required Instant windowEnd,
            @Required @Decimal(precision = 18, scale = 2) BigDecimal revenue,
            @Required @AtLeast("1") long orders) {}
}
