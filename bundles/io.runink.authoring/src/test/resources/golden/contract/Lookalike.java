import io.runink.api.*;

@Contract(id = "x", version = "1.0.0")
record Х(@Required String a) {}

@Contract(id = "y", version = "1.0.0")
record Orдer(@Required String a) {}
