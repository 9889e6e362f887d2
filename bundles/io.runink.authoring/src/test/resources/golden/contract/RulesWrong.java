import io.runink.api.*;
import io.runink.api.contract.Action;
import java.time.*;
import java.util.*;

class RulesWrong {
    @Contract(id = "other", version = "1.0.0")
    record Other(@Unique int number, String text, String keyless) {}

    @Contract(id = "dataset", version = "1.0.0")
    @RowCount(min = 3)
    @OnViolation(value = Action.QUARANTINE, of = RowCount.class)
    @OnViolation(value = Action.DROP, rule = "newest.fresh")
    record Dataset(@Fresh(within = "P1D") @OnViolation(Action.OBSERVE) Instant newest) {}

    @Contract(id = "wrong", version = "1.0.0")
    @OnViolation(value = Action.QUARANTINE, of = RowCount.class)
    @OnViolation(value = Action.WARN, of = Pattern.class)
    @OnViolation(value = Action.WARN, rule = "no-such-rule")
    @Budget
    @Budget(maxPercent = 101)
    @Budget(maxRows = 1, of = RowCount.class)
    @RowCount(min = 3, max = 2)
    @Aggregate(value = "median(number)", max = "1")
    @Aggregate(value = "sum(text)", max = "1")
    @Aggregate(value = "sum(nowhere)", max = "1")
    @Aggregate("sum(number)")
    @Aggregate(value = "sum(number)", max = "many")
    @Aggregate(value = "avg(number)", min = "2", max = "1")
    @Check(id = "Not Kebab", value = "number > 0")
    @Check(id = "unknown", value = "nmber > 0")
    @Check(id = "syntax", value = "number >")
    @Check(id = "typed", value = "number + 1")
    @Check(id = "constant", value = "1 < 2")
    @Check(id = "twice", value = "number > 0")
    @Check(id = "twice", value = "number > 1")
    @Unique({})
    @Unique({"nmber"})
    @Unique({"number", "number"})
    @Unique({"list"})
    @PrimaryKey({"number", "text"})
    @References(value = Other.class, columns = {"nowhere"})
    @References(value = Other.class, columns = {"number", "text"}, to = {"number"})
    @Label(name = "Loud", value = "x")
    record Wrong(
            @PrimaryKey @OnViolation(value = Action.OBSERVE, rule = "type") int number,
            @OnViolation(Action.HOLD_PUBLISH) @Length(min = 5, max = 4) String text,
            @Required @OnViolation(Action.HOLD_PUBLISH) String held,
            @References(Other.class) Integer noKey,
            @References(value = Other.class, to = "text") String noUnique,
            @References(value = Other.class, to = "number") Long otherType,
            @References(value = Other.class, to = "gone") Integer gone,
            @References(String.class) String noContract,
            @References(value = Other.class, columns = "number") Integer listed,
            @Unique("number") Integer unique,
            @Between(from = "2", to = "1") Integer between,
            @Between(from = "x", to = "1") Integer bound,
            @Between(from = "1", to = "3") @GreaterThan("3") Integer contradiction,
            @MultipleOf("0") Integer zero,
            @MultipleOf("x") Integer none,
            @OneOf(value = "A", open = true) Thread.State closed,
            @Fresh(within = "1 hour") Instant fresh,
            @Fresh(within = "PT0S") Instant now,
            @Fresh(within = "PT1S", asOf = "today") Instant asOf,
            @Pattern("(?=a)") String look,
            @Pattern("(a)\\1") String back,
            @Pattern("a++") String possessive,
            @Pattern("((a{1000}){1000}){1000}") String greedy,
            @Pattern("[a-z&&[b]]") String classes,
            @Pattern("\\Qa++\\E[]a(?=)](?:x)\\++?") String fine,
            List<String> list) {}
}
