import io.runink.api.Contract;
import io.runink.api.Decimal;
import io.runink.api.Decodes;
import io.runink.api.GreaterThan;
import io.runink.api.JsonOf;
import io.runink.api.Mask;
import io.runink.api.Masking;
import io.runink.api.Masks;
import io.runink.api.OneOf;
import io.runink.api.Pattern;
import io.runink.api.Pii;
import io.runink.api.Required;
import io.runink.api.Step;
import io.runink.api.Unique;
import io.runink.api.Validates;
import java.math.BigDecimal;
import java.time.Instant;

/** The contracts of the trade pipeline, and the one step between them that is code. */
interface TradeCdmMulti {

    /** A message as the queue delivers it: one trade event, written as JSON. */
    @Contract(id = "raw-trade-message", version = "1.0.0", owner = "trade-desk")
    @Decodes("DecodeCDMEvents")
    record RawTradeMessage(@Required @JsonOf(TradeEvent.class) String rawPayload) {}

    /** An event in a trade's life. */
    @Contract(id = "trade-event", version = "1.0.0", owner = "trade-desk")
    @Validates("ValidateLifecycle")
    @Masks("MaskSensitiveFields")
    record TradeEvent(
            @Required @Unique String tradeId,
            @Required @OneOf({"NEW", "AMEND", "CANCEL"}) String eventType,
            @Required @OneOf({"IRS", "CDS", "FX", "EQ"}) String product,
            @Required @GreaterThan("0") @Decimal(precision = 18, scale = 4) BigDecimal price,
            @Required Instant timestamp,
            @Pii @Mask(Masking.REDACT) @Pattern("[0-9]{3}-[0-9]{2}-[0-9]{4}") String ssn,
            @Pii @Mask(Masking.PARTIAL) String email,
            @Pii @Mask(Masking.PARTIAL) String account) {}

    /** A valid event, with the context that desktop applications exchange. */
    @Contract(id = "validated-trade", version = "1.0.0", owner = "trade-desk")
    record ValidatedTrade(
            @Required String tradeId,
            @Required String eventType,
            @Required String product,
            @Required @GreaterThan("0") @Decimal(precision = 18, scale = 4) BigDecimal price,
            @Required Instant timestamp,
            @Pii String ssn,
            @Pii String email,
            @Pii String account,
            @Required String fdc3Context) {}

    /** Tags a trade with its FDC3 instrument view. */
    @Step("TagWithFDC3Context")
    static ValidatedTrade tag(TradeEvent trade) {
        return new ValidatedTrade(
                trade.tradeId(),
                trade.eventType(),
                trade.product(),
                trade.price(),
                trade.timestamp(),
                trade.ssn(),
                trade.email(),
                trade.account(),
                "fdc3.instrumentView:" + trade.tradeId());
    }
}
