import io.runink.api.Contract;

@Contract(id = "x" version = "1.0.0")
record Syntax(String a {}
class {
