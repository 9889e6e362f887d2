package a.b;

import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

/** Everything a step function may be. */
public interface Nested {
    @Contract(id = "in", version = "1.0.0")
    @Validates("Check")
    @Masks("Hide")
    record In(@Required @Unique String key, @Mask(Masking.PARTIAL) @Pii String secret) {}

    @Contract(id = "raw", version = "1.0.0")
    @Decodes("Read")
    record Raw(String note, @JsonOf(In.class) String payload) {}

    class Deeper {
        @Contract(id = "out", version = "0.0.1")
        private record Out(@AtLeast("2020-01-01") @LessThan("2030-01-01") LocalDate day) {}

        @Step("One")
        private static Out one(In in) { return null; }

        @Step("Some")
        static Optional<Out> some(In in) { return Optional.empty(); }
    }

    @Step("Many")
    static List<In> many(Raw raw) throws java.io.IOException { return List.of(); }
}
