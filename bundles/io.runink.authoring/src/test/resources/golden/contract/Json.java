import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

class Json {
    record Plain(String a) {}

    @Contract(id = "x", version = "1.0.0")
    @Decodes("D")
    record None(String a) {}

    @Contract(id = "y", version = "1.0.0")
    @Decodes("E")
    record Two(@JsonOf(None.class) String a, @JsonOf(None.class) String b) {}

    @Contract(id = "z", version = "1.0.0")
    record Wrong(@JsonOf(Plain.class) String a, @JsonOf(None.class) int b, @JsonOf(String.class) String c) {}

    @Contract(id = "blank", version = "1.0.0")
    @Decodes(" ")
    record Blank(@JsonOf(None.class) String a) {}
}
