import io.runink.api.*;

class Shadow {
    @Contract(id = "row", version = "1.0.0")
    @Validates("Check")
    record Row(String a) {}

    @Step("Check")
    static Row check(Row row) { return row; }
}
