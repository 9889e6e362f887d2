package io.runink.cli;

import io.runink.api.contract.Budget;
import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import java.util.ArrayList;
import java.util.List;

/** A contract as people read it. */
final class ContractScreen {

    private final Console console;

    ContractScreen(Console console) {
        this.console = console;
    }

    void print(Contract contract, ContractCommand.Recorded recorded) {
        console.line("Contract " + contract.id() + " " + contract.version());
        line("herd", recorded.herd());
        line("owner", contract.owner());
        line("recorded", recorded.when());
        line("hash", recorded.hash());
        line("key", String.join(", ", contract.key()));
        contract.labels().forEach((name, value) -> line("label", name + " = " + value));
        console.line("");
        Table columns = new Table("COLUMN", "TYPE", "MARKS");
        for (Field field : contract.fields()) {
            columns.row(field.name(), field.type().toString(), marks(field));
        }
        columns.print(console.out(), "  ");
        console.line("");
        Table rules = new Table("RULE", "KIND", "ON VIOLATION", "BUDGET");
        for (Rule rule : contract.rules()) {
            rules.row(rule.id(), rule.kind(), rule.action().text(), budget(rule.budget()));
        }
        rules.print(console.out(), "  ");
    }

    private void line(String what, String value) {
        if (!value.isEmpty()) {
            console.line("  " + what + ": " + value);
        }
    }

    private static String marks(Field field) {
        List<String> marks = new ArrayList<>();
        if (field.pii()) {
            marks.add("personal");
        }
        if (field.masking() != null) {
            marks.add(
                    "mask "
                            + field.masking().name().toLowerCase(java.util.Locale.ROOT)
                            + (field.reveal().isEmpty()
                                    ? ""
                                    : ", clear for " + String.join(", ", field.reveal())));
        }
        if (field.jsonOf() != null) {
            marks.add("JSON of " + field.jsonOf());
        }
        return String.join("; ", marks);
    }

    private static String budget(@org.jspecify.annotations.Nullable Budget budget) {
        if (budget == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        if (budget.maxRows() < Long.MAX_VALUE) {
            parts.add(budget.maxRows() + " rows");
        }
        if (budget.maxPercent() < 100) {
            parts.add(budget.maxPercent() + " % of " + budget.minSample() + " or more");
        }
        return String.join(", ", parts);
    }
}
