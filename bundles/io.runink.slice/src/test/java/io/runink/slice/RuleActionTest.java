package io.runink.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Action;
import io.runink.api.contract.Budget;
import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.error.Problem;
import io.runink.api.run.RunReport.RuleFigures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from broken rules: actions, budgets, and rules over the whole dataset. */
final class RuleActionTest {

    @TempDir Path folder;

    private static Rule rule(
            String column,
            String kind,
            RuleClass category,
            Action action,
            @Nullable Budget budget,
            String... values) {
        return new Rule(
                column + "." + kind,
                kind,
                kind,
                category,
                List.of(column),
                values.length == 0
                        ? new TreeMap<>()
                        : new TreeMap<>(Map.of("value", List.of(values))),
                action,
                budget);
    }

    private static Rule required(String column, Action action, @Nullable Budget budget) {
        return rule(column, "required", RuleClass.RECORD, action, budget);
    }

    private static Contract item(Rule... rules) {
        return Fixture.contract(
                "Item",
                List.of(
                        Fixture.field("id", "int64", false, null, null),
                        Fixture.field("a", "string", false, null, null),
                        Fixture.field("b", "string", true, null, null)),
                List.of(rules));
    }

    private Pipeline pipeline(Contract contract, String... lines) throws Exception {
        return new Pipeline(folder)
                .contract(contract)
                .source("items", "Item", true, lines)
                .sink("out", "Item")
                .edge("items", "out", "Item");
    }

    private static final String WHOLE = "{'id':1,'a':'x','b':'y'}".replace('\'', '"');
    private static final String WITHOUT_A = "{'id':2,'b':'y'}".replace('\'', '"');
    private static final String WITHOUT_B = "{'id':3,'a':'x'}".replace('\'', '"');
    private static final String BARE = "{'id':4}".replace('\'', '"');

    @Test
    void whatIsOnlyObservedGoesOn() throws Exception {
        Pipeline run =
                pipeline(
                                item(
                                        required("a", Action.OBSERVE, null),
                                        required("b", Action.WARN, null)),
                                WHOLE,
                                WITHOUT_A,
                                WITHOUT_B,
                                BARE)
                        .run();
        assertThat(run.lines("out")).hasSize(4);
        assertThat(run.lines("dlq")).isEmpty();
        assertThat(run.figures("items")).containsExactly(4L, 4L, 0L, 0L);
        assertThat(run.prepared("items").byRule()).isEmpty();
        assertThat(run.prepared("items").rules())
                .containsExactly(
                        new RuleFigures("items", "a.required", "observe", 2),
                        new RuleFigures("items", "b.required", "warn", 2));
        assertThat(run.prepared("items").warnings())
                .extracting(Problem::text)
                .singleElement()
                .asString()
                .startsWith("RNK-SLICE-025")
                .contains("'b.required'", "'items'", "'2' rows");
    }

    @Test
    void theGravestActionDecidesAndAllRulesAreTold() throws Exception {
        Pipeline run =
                pipeline(
                                item(
                                        required("a", Action.DROP, null),
                                        required("b", Action.QUARANTINE, null),
                                        required("id", Action.OBSERVE, null)),
                                WHOLE,
                                WITHOUT_A,
                                WITHOUT_B,
                                "{}")
                        .run();
        assertThat(run.lines("out")).hasSize(1);
        assertThat(run.figures("items")).containsExactly(4L, 1L, 2L, 1L);
        assertThat(run.prepared("items").byRule()).isEqualTo(Map.of("b.required", 2L));
        assertThat(run.prepared("items").rules())
                .containsExactly(
                        new RuleFigures("items", "a.required", "drop", 2),
                        new RuleFigures("items", "b.required", "quarantine", 2),
                        new RuleFigures("items", "id.required", "observe", 1));
        assertThat(run.lines("dlq"))
                .hasSize(2)
                .last()
                .asString()
                .contains(
                        "\"rule\":\"a.required\"",
                        "\"rule\":\"b.required\"",
                        "\"rule\":\"id.required\"");
    }

    @Test
    void aRuleMayFailTheRun() throws Exception {
        Contract contract = item(required("b", Action.FAIL_RUN, null));
        assertThat(pipeline(contract, WHOLE, WITHOUT_B, BARE).failure("items").text())
                .startsWith("RNK-SLICE-022")
                .contains("'b.required'", "'items'", "line 2");
    }

    @Test
    void aRowThatGoesOnTakesItsKey() throws Exception {
        String again = "{'id':7,'a':'%s','b':'y'}".replace('\'', '"');
        Rule unique = rule("id", "unique", RuleClass.KEYED_SET, Action.QUARANTINE, null);
        Pipeline observed =
                pipeline(
                                item(
                                        unique,
                                        rule(
                                                "a",
                                                "enum",
                                                RuleClass.RECORD,
                                                Action.OBSERVE,
                                                null,
                                                "good")),
                                again.formatted("bad"),
                                again.formatted("good"))
                        .run();
        assertThat(observed.lines("out")).singleElement().asString().contains("bad");
        assertThat(observed.prepared("items").byRule()).isEqualTo(Map.of("id.unique", 1L));
    }

    @Test
    void aRejectedRowTakesNoKey() throws Exception {
        String again = "{'id':7,'a':'%s','b':'y'}".replace('\'', '"');
        Rule unique = rule("id", "unique", RuleClass.KEYED_SET, Action.QUARANTINE, null);
        Rule good = rule("a", "enum", RuleClass.RECORD, Action.DROP, null, "good");
        Pipeline dropped =
                pipeline(item(unique, good), again.formatted("bad"), again.formatted("good")).run();
        assertThat(dropped.lines("out")).singleElement().asString().contains("good");
    }

    @Test
    void aBudgetOfRowsFailsTheRunThatSpendsIt() throws Exception {
        Contract contract = item(required("b", Action.QUARANTINE, new Budget(2, 100, 0)));
        assertThat(pipeline(contract, WITHOUT_B, WHOLE, BARE).run().lines("dlq")).hasSize(2);
        Problem problem = pipeline(contract, WITHOUT_B, WHOLE, BARE, BARE, WHOLE).failure("items");
        assertThat(problem.text())
                .startsWith("RNK-SLICE-023")
                .contains("'b.required'", "'items'", "'3' of 5 rows", "at most 2 rows");
    }

    @Test
    void aBudgetOfPercentWaitsForItsSample() throws Exception {
        Contract contract = item(required("b", Action.WARN, new Budget(Long.MAX_VALUE, 40, 3)));
        // The first batch alone has half of its rows broken.
        Pipeline enough =
                pipeline(contract, WITHOUT_B, WHOLE, WHOLE, WHOLE, BARE)
                        .with(agent -> agent.with(Map.of("batch-rows", "2")));
        assertThat(enough.run().figures("items")).containsExactly(5L, 5L, 0L, 0L);
        Pipeline early =
                pipeline(contract, BARE, WITHOUT_B, BARE, WHOLE, WHOLE, WHOLE, WHOLE)
                        .with(agent -> agent.with(Map.of("batch-rows", "2")));
        assertThat(early.failure("items").text())
                .startsWith("RNK-SLICE-023")
                .contains("'3' of 4 rows", "at most 40.0 %");
        Pipeline few = pipeline(contract, BARE, WHOLE);
        assertThat(few.failure("items").text()).contains("'1' of 2 rows");
    }

    @Test
    void rulesOverADatasetSeeTheRowsThatGoOn() throws Exception {
        Rule least = rule("a", "row-count", RuleClass.DATASET, Action.WARN, null, "3");
        Rule b = required("b", Action.QUARANTINE, null);
        Pipeline well = pipeline(item(b, least), WHOLE, WHOLE, WITHOUT_A, WITHOUT_B).run();
        assertThat(well.prepared("items").warnings()).isEmpty();
        Pipeline few = pipeline(item(b, least), WHOLE, WITHOUT_B, WITHOUT_A, BARE).run();
        assertThat(few.prepared("items").warnings())
                .extracting(Problem::text)
                .singleElement()
                .asString()
                .startsWith("RNK-SLICE-024")
                .contains("'a.row-count'", "found 2 rows, expected at least 3 rows");
        assertThat(few.prepared("items").rules())
                .contains(new RuleFigures("items", "a.row-count", "warn", 1));
    }

    @Test
    void aRuleOverADatasetMayHoldOrFailTheRun() throws Exception {
        Rule hold = rule("a", "row-count", RuleClass.DATASET, Action.HOLD_PUBLISH, null, "3");
        Pipeline held = pipeline(item(hold), WHOLE).run();
        assertThat(held.prepared("items").holds())
                .extracting(Problem::code)
                .containsExactly("RNK-SLICE-024");
        assertThat(held.lines("out")).hasSize(1);
        Rule fail = rule("b", "row-count", RuleClass.DATASET, Action.FAIL_RUN, null, "3");
        assertThat(pipeline(item(fail), WHOLE).failure("items").text())
                .startsWith("RNK-SLICE-024")
                .contains("'b.row-count'", "something else")
                .doesNotContain("1 rows");
    }

    @Test
    void textsThatStandForNoValueAreAbsent() throws Exception {
        Field id = new Field("id", "id", DataType.of(DataType.Kind.INT64), false, null, null);
        Field a =
                new Field(
                        "a",
                        "a",
                        DataType.of(DataType.Kind.INT32),
                        false,
                        null,
                        null,
                        List.of(),
                        List.of("N/A", ""));
        Field b =
                new Field(
                        "b",
                        "b",
                        DataType.of(DataType.Kind.STRING),
                        false,
                        null,
                        null,
                        List.of(),
                        List.of("-"));
        Contract contract =
                Fixture.contract(
                        "Item", List.of(id, a, b), List.of(required("b", Action.QUARANTINE, null)));
        Pipeline run =
                pipeline(
                                contract,
                                "{\"id\":1,\"a\":\"N/A\",\"b\":\"x\"}",
                                "{\"id\":2,\"a\":\"\",\"b\":\"--\"}",
                                "{\"id\":3,\"a\":\"5\",\"b\":\"-\"}",
                                "{\"id\":4,\"a\":\"n/a\",\"b\":\"x\"}")
                        .run();
        assertThat(run.lines("out"))
                .containsExactly("{\"id\":1,\"b\":\"x\"}", "{\"id\":2,\"b\":\"--\"}");
        assertThat(run.prepared("items").byRule())
                .isEqualTo(Map.of("b.required", 1L, "a.type", 1L));
    }
}
