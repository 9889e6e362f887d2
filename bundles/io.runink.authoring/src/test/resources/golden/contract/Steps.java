import io.runink.api.*;
import java.math.BigDecimal;
import java.time.*;
import java.util.*;

class Steps {
    record Plain(String a) {}

    @Contract(id = "x", version = "1.0.0")
    record Row(String a) {}

    @Step("A") Row instance(Row row) { return row; }
    @Step("B") static Row none() { return null; }
    @Step("C") static Row two(Row a, Row b) { return a; }
    @Step("D") static Row plain(Plain a) { return null; }
    @Step("E") static void nothing(Row a) {}
    @Step("F") static Set<Row> set(Row a) { return null; }
    @Step("G") static List<Plain> plains(Row a) { return null; }
    @Step("H") static <T> Row generic(Row a) { return a; }
    @Step("I") static Row many(Row... a) { return null; }
    @Step("J") @SuppressWarnings("rawtypes") static Optional raw(Row a) { return null; }
    @Step(" ") static Row blank(Row a) { return a; }
    @Step("K") static Row first(Row a) { return a; }
    @Step("K") static Row second(Row a) { return a; }
}
