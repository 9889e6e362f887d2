import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

final class Types {
    enum Colour { RED, GREEN }

    @Contract(id = "types", version = "1.2.3-rc.1", owner = "me")
    record Row(
            String text,
            boolean yes,
            Boolean maybe,
            byte tiny,
            Short small,
            int number,
            Long big,
            float real,
            Double exact,
            @Decimal(precision = 10, scale = 2) BigDecimal money,
            LocalDate day,
            LocalTime time,
            Instant instant,
            byte[] bytes,
            Colour colour,
            @OneOf("RED") Colour red,
            @Required int required,
            String URLName,
            String aB2C,
            @Name("other") String renamed) {
        static final int NOT_A_COLUMN = 1;
    }
}
