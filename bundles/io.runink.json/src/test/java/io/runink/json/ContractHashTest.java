package io.runink.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.Masking;
import io.runink.api.contract.Action;
import io.runink.api.contract.Budget;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ContractHashTest {

    private static final DataType TEXT = DataType.of(DataType.Kind.STRING);

    private static Field field(String name, DataType type) {
        return new Field(name, name, type, false, null, null);
    }

    private static Rule rule(
            String name, Action action, @Nullable Budget budget, String... values) {
        return new Rule(
                "a." + name,
                name,
                name,
                RuleClass.RECORD,
                List.of("a"),
                new TreeMap<>(Map.of("value", List.of(values))),
                action,
                budget);
    }

    private static final Rule ENUM = rule("enum", Action.QUARANTINE, null, "x", "y");
    private static final Rule PATTERN = rule("pattern", Action.WARN, null, "x", "y");

    private static Contract contract(
            String name, String version, String owner, List<Field> fields, List<Rule> rules) {
        return new Contract(
                name,
                "id",
                version,
                owner,
                "Java$" + name,
                fields,
                rules,
                null,
                null,
                null,
                List.of("a"),
                new TreeMap<>(Map.of("owner", owner)));
    }

    private static String hash(List<Field> fields, List<Rule> rules) {
        return ContractHash.of(contract("A", "1.0.0", "", fields, rules));
    }

    @Test
    void whatMeansNothingIsNotInIt() {
        List<Field> fields = List.of(field("a", TEXT));
        String hash = hash(fields, List.of(ENUM, PATTERN));
        assertThat(hash).matches("sha256:[0-9a-f]{64}");
        assertThat(hash(fields, List.of(PATTERN, ENUM))).isEqualTo(hash);
        assertThat(hash(fields, List.of(rule("enum", Action.QUARANTINE, null, "y", "x"), PATTERN)))
                .isEqualTo(hash);
        assertThat(
                        ContractHash.of(
                                contract(
                                        "B",
                                        "2.0.0",
                                        "other",
                                        List.of(new Field("a", "b", TEXT, false, null, null)),
                                        List.of(ENUM, PATTERN))))
                .isEqualTo(hash);
    }

    @Test
    void whatMeansSomethingIsInIt() {
        List<Field> fields = List.of(field("a", TEXT));
        List<List<Field>> other =
                List.of(
                        List.of(field("b", TEXT)),
                        List.of(field("a", DataType.list(TEXT))),
                        List.of(field("a", DataType.map(TEXT))),
                        List.of(field("a", DataType.struct(List.of(field("m", TEXT))))),
                        List.of(field("a", DataType.struct(List.of(field("n", TEXT))))),
                        List.of(new Field("a", "a", TEXT, true, null, null)),
                        List.of(new Field("a", "a", TEXT, false, Masking.REDACT, null)),
                        List.of(new Field("a", "a", TEXT, false, null, "B")),
                        List.of(new Field("a", "a", TEXT, false, null, null, List.of("ops"))),
                        List.of(
                                new Field(
                                        "a", "a", TEXT, false, null, null, List.of(), List.of(""))),
                        List.of(field("a", TEXT), field("b", TEXT)),
                        List.of(field("b", TEXT), field("a", TEXT)));
        List<String> hashes = new ArrayList<>();
        hashes.add(hash(fields, List.of(ENUM)));
        other.forEach(it -> hashes.add(hash(it, List.of(ENUM))));
        hashes.add(hash(fields, List.of()));
        hashes.add(hash(fields, List.of(PATTERN)));
        hashes.add(hash(fields, List.of(rule("pattern", Action.WARN, null, "y", "x"))));
        hashes.add(hash(fields, List.of(rule("enum", Action.QUARANTINE, null, "x"))));
        hashes.add(hash(fields, List.of(rule("enum", Action.DROP, null, "x", "y"))));
        hashes.add(
                hash(
                        fields,
                        List.of(rule("enum", Action.QUARANTINE, new Budget(1, 100, 0), "x", "y"))));
        assertThat(hashes).doesNotHaveDuplicates();
    }
}
