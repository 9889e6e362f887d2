package weather;

import io.runink.api.AtLeast;
import io.runink.api.AtMost;
import io.runink.api.Contract;
import io.runink.api.Decimal;
import io.runink.api.Name;
import io.runink.api.Pattern;
import io.runink.api.Required;
import io.runink.api.Step;
import io.runink.api.Unique;
import io.runink.api.Validates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/** Readings of weather stations. */
public final class Weather {

    private static final BigDecimal KM_PER_MILE = new BigDecimal("1.609344");

    private Weather() {}

    /** What a station does. */
    public enum Mode {
        MEASURING,
        SERVICE
    }

    /** A reading as the station sends it. */
    @Contract(id = "station-reading", version = "1.0.0", owner = "observatory")
    @Validates("CheckReading")
    public record Reading(
            @Required @Unique @Pattern("[A-Z]{3}-[0-9]{4,8}") String reading,
            @Required String station,
            @Required @AtLeast("1990-01-01") LocalDate day,
            Mode mode,
            @AtLeast("-130") @AtMost("140") double fahrenheit,
            @Name("wind_mph") @AtLeast("0") @AtMost("260") @Decimal(precision = 5, scale = 1)
                    BigDecimal wind,
            @AtLeast("0") @AtMost("100") Integer humidity) {}

    /** A reading as the archive keeps it. */
    @Contract(id = "metric-reading", version = "1.0.0", owner = "observatory")
    public record MetricReading(
            @Required @Unique String reading,
            @Required String station,
            @Required LocalDate day,
            @AtLeast("-90") @AtMost("60") double celsius,
            @Name("wind_kmh") @AtLeast("0") @Decimal(precision = 6, scale = 1) BigDecimal wind,
            Integer humidity) {}

    /** Converts to metric units; leaves out what a station in service mode says. */
    @Step("ToMetric")
    static Optional<MetricReading> toMetric(Reading reading) {
        if (reading.mode() == Mode.SERVICE) {
            return Optional.empty();
        }
        BigDecimal wind = reading.wind();
        return Optional.of(
                new MetricReading(
                        reading.reading(),
                        reading.station(),
                        reading.day(),
                        (reading.fahrenheit() - 32) * 5 / 9,
                        wind == null
                                ? null
                                : wind.multiply(KM_PER_MILE).setScale(1, RoundingMode.HALF_UP),
                        reading.humidity()));
    }
}
