import io.runink.api.*;
import java.math.BigDecimal;

@Contract(id = "clean", version = "1.0.0", owner = "sales")
record Clean(
        @PrimaryKey @Format(Formats.UUID) String id,
        @Decimal(precision = 9, scale = 2) BigDecimal price,
        @Pii @Mask(Masking.PARTIAL) @Length(max = 99) String name) {}
