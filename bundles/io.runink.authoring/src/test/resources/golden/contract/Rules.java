import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;

/** Every rule, every action, budgets, keys and labels. */
class Rules {
    @Contract(id = "customer", version = "2.1.0")
    @PrimaryKey({"tenant", "customerId"})
    @Label(name = "layer", value = "silver")
    @Label(name = "domain", value = "sales")
    record Customer(int tenant, String customerId, @Unique String email) {}

    @Contract(id = "order", version = "1.0.0", owner = "sales")
    @Check(id = "ends-later", value = "ends_on > starts_on || price == 0.00")
    @Check(id = "priced", value = "has_price ? price > 0 : true")
    @Unique({"tenant", "reference"})
    @References(value = Customer.class, columns = {"tenant", "customer_id"})
    @RowCount(min = 1)
    @Aggregate(value = "sum(price)", max = "1000000.50")
    @Aggregate(value = "count-distinct(tenant)", min = "1", max = "5")
    @Aggregate(value = "max(ends_on)", max = "2030-01-01")
    @OnViolation(value = io.runink.api.contract.Action.HOLD_PUBLISH, of = RowCount.class)
    @OnViolation(value = io.runink.api.contract.Action.WARN, rule = "priced")
    @Budget(maxPercent = 10, minSample = 100)
    record Order(
            @PrimaryKey String orderId,
            Integer tenant,
            @Required String reference,
            String customerId,
            @References(value = Customer.class, to = "email") String email,
            LocalDate startsOn,
            LocalDate endsOn,
            Boolean hasPrice,
            @Check(id = "positive", value = "price >= 0.00 && tenant > 0")
                    @OnViolation(value = io.runink.api.contract.Action.OBSERVE, of = Check.class)
                    @Between(from = "0", to = "99.5")
                    @MultipleOf("0.05")
                    @Budget(maxRows = 7)
                    @Decimal(precision = 9, scale = 2)
                    BigDecimal price,
            @Format(Formats.LEI) @OnViolation(io.runink.api.contract.Action.DROP) String lei,
            @OneOf(value = {"A", "B"}, open = true) String grade,
            @OnViolation(value = io.runink.api.contract.Action.FAIL_RUN, rule = "type")
                    @Mask(value = Masking.REDACT, reveal = {"ops", "audit"})
                    Integer secret2,
            @Fresh(within = "PT1H") Instant seenAt) {}
}
