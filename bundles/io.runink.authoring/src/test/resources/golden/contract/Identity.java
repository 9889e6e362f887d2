import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

class Identity {
    @Contract(id = "Not Kebab", version = "1")
    record A(String a) {}

    @Contract(id = "same", version = "1.0.0")
    record B(String a) {}

    @Contract(id = "same", version = "1.0.0")
    record C(String a) {}

    static class Inner {
        @Contract(id = "other", version = "1.0.0")
        record B(String a) {}
    }
}
