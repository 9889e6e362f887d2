import io.runink.api.*;
import java.math.BigDecimal;
import java.util.*;

class NestingWrong {
    record Self(String name, List<Self> more) {}

    record Ping(Pong pong) {}

    record Pong(Map<String, Ping> ping) {}

    record Nothing() {}

    record Box<T>(String a) {}

    record Member(
            @Mask(Masking.REDACT) String secret,
            @JsonOf(Row.class) String json,
            @Name("Bad") String name,
            @Name("twice") String one,
            @Name("twice") String two,
            @Check(id = "c", value = "one != two") String three,
            @Unique String four,
            @PrimaryKey String five) {}

    @Contract(id = "x", version = "1.0.0")
    record Row(
            Self self,
            Ping ping,
            Nothing nothing,
            Box<String> box,
            Map.Entry<String, String> entry,
            Map<Integer, String> byNumber,
            Map<String, Object> objects,
            List<List<List<List<List<List<List<List<List<List<List<List<List<List<List<List<List<
                    String>>>>>>>>>>>>>>>>> deep,
            List<BigDecimal> bare,
            Set<String> set,
            List raw,
            Member member,
            @Pattern("a") List<Integer> numbers,
            @RequiredElements String elements,
            @Missing("") List<String> missing,
            @Missing({}) String none,
            @Missing({"a", "a"}) String twice) {}
}
