import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

@Contract(id = "x", version = "1.0.0")
record WrongType(
        @GreaterThan("a") String a,
        @Pattern("x") int b,
        @AtLeast("1") boolean c) {}
