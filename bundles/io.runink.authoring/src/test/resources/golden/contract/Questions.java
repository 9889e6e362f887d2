import io.runink.api.*;
import io.runink.api.contract.Action;
import java.math.BigDecimal;

/** Questions in SQL. */
class Questions {
    @Contract(id = "entry", version = "1.0.0")
    @Sql(id = "balanced", value = "SELECT sum(debit) = sum(credit) FROM rows")
    @Sql(id = "few-books", value = "SELECT count(DISTINCT book) < 9 FROM rows")
    @OnViolation(value = Action.HOLD_PUBLISH, rule = "few-books")
    record Entry(
            String book,
            @Decimal(precision = 18, scale = 2) BigDecimal debit,
            @Decimal(precision = 18, scale = 2) BigDecimal credit) {}
}
