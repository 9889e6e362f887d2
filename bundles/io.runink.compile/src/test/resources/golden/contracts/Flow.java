import io.runink.api.*;
import java.util.*;

/** Contracts and steps to compile scenarios against. */
class Flow {
    @Contract(id = "raw", version = "1.0.0")
    @Decodes("Read")
    record Raw(@Required @JsonOf(Person.class) String payload) {}

    @Contract(id = "person", version = "1.0.0")
    @Validates("Check")
    @Masks("Hide")
    record Person(
            @Required @Unique String id,
            @Pii @Mask(Masking.REDACT) @Pattern("[0-9]+") String phone,
            int age) {}

    @Contract(id = "card", version = "1.0.0")
    record Card(@Required String id, @Pii String phone, String title) {}

    @Contract(id = "plain", version = "1.0.0")
    @Validates("Verify")
    record Plain(String id, String phone, @AtLeast("0") long age) {}

    @Contract(id = "plain-copy", version = "1.0.0")
    record PlainCopy(String id, String phone, @AtLeast("0") long age) {}

    @Step("ToCard")
    static Card card(Person person) { return new Card(person.id(), person.phone(), ""); }

    @Step("ToPlain")
    static Optional<Plain> plain(Person person) { return Optional.empty(); }

    @Step("Split")
    static List<Plain> split(Plain plain) { return List.of(); }

    @Step("Tidy")
    static Person tidy(Person person) { return person; }
}
