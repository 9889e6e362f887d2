import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

@Contract(id = "a", version = "1.0.0")
class NoRecord {
    @Contract(id = "b", version = "1.0.0")
    record Generic<T>(String a) {}

    @Contract(id = "c", version = "1.0.0")
    record Empty() {}

    void method() {
        @Contract(id = "d", version = "1.0.0")
        record Local(String a) {}
    }

    @Validates("V")
    record Forgotten(String a) {}
}
