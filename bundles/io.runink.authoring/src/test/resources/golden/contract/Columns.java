import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

@Contract(id = "columns", version = "1.0.0")
record Columns(
        String tradeId,
        @Name("trade_id") String other,
        @Name("Upper") String upper,
        String größe,
        @Name("") String empty,
        String $dollar,
        String aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) {}
