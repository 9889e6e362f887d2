import io.runink.api.*;

/** Steps that sentences mean. */
class Notes {
    @Contract(id = "note", version = "1.0.0")
    record Note(@Required String id, String text, String currency) {}

    @Step(value = "Tidy", sentence = "text(s) should be tidied/cleaned up")
    static Note tidy(Note note) { return note; }
}
