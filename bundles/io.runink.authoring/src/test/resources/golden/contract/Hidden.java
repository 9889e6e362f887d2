import io.runink.api.*;

// Say ‮ nothing.
@Contract(id = "x", version = "1.0.0")
record Hidden(@Required String a) {}
