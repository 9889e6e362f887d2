import io.runink.api.*;
import java.util.*;

/** Personal data that some roles may see, and keys that lead elsewhere. */
class Clinic {
    record Line(String finding, int grade) {}

    @Contract(id = "doctor", version = "1.0.0")
    record Doctor(@PrimaryKey String id, String name) {}

    @Contract(id = "visit", version = "1.0.0")
    record Visit(
            @Required String id,
            @Pii @Mask(value = Masking.PARTIAL, reveal = {"nurse", "doctor"}) String patient,
            @Pii @Mask(value = Masking.REDACT, reveal = "doctor") String note,
            @References(Doctor.class) String doctor) {}

    @Contract(id = "findings", version = "1.0.0")
    record Findings(@Required String id, @Pii @Mask(Masking.REDACT) List<Line> lines) {}
}
