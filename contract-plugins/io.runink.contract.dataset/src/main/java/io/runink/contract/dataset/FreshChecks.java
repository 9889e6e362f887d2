package io.runink.contract.dataset;

import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.spi.contract.Check;
import io.runink.spi.contract.CheckFactory;
import io.runink.spi.contract.CheckPlugin;
import io.runink.spi.contract.CheckResources;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The {@code fresh} check: the newest value of a column is recent enough. */
@CheckPlugin(
        kind = FreshChecks.KIND,
        category = RuleClass.DATASET,
        annotations = "io.runink.api.Fresh",
        summary =
                "The newest value is not older than stated: than asOf, else than the clock"
                        + " of the machine when the rows have ended.",
        types = {"date", "timestamp"})
public final class FreshChecks implements CheckFactory {

    static final String KIND = "fresh";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Check create(Rule rule, List<Field> fields, CheckResources resources) {
        String within = text(rule, "within");
        String asOf = text(rule, "asOf");
        try {
            return new FreshCheck(
                    rule.columns().getFirst(),
                    fields.getFirst().type(),
                    Duration.parse(within),
                    asOf.isEmpty()
                            ? Clock.systemUTC()
                            : Clock.fixed(Instant.parse(asOf), ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + within + "' or '" + asOf + "' is no time", e);
        }
    }

    private static String text(Rule rule, String parameter) {
        List<String> values = rule.parameters().getOrDefault(parameter, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
