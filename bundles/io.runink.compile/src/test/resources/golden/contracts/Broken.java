import io.runink.api.*;

@Contract(id = "broken", version = "1.0.0")
record Broken(Strin a, List<String> b) {}
