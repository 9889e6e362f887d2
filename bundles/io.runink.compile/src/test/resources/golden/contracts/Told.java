import io.runink.api.*;

/** Steps that sentences mean. */
class Told {
    @Contract(id = "note", version = "1.0.0")
    record Note(@Required String id, String text, String currency) {}

    @Step(value = "Tidy", sentence = "text(s) should be tidied/cleaned up")
    static Note tidy(Note note) { return note; }

    @Step(value = "Wrong", sentence = "{} {colour} is {")
    static Note wrong(Note note) { return note; }

    @Step(value = "Twin", sentence = "{word} should default to {string} if missing")
    static Note twin(Note note) { return note; }
}
