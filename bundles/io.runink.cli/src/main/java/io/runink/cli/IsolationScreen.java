package io.runink.cli;

import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.Capabilities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which walls stand on this machine, each tried alone. */
final class IsolationScreen {

    private final Console console;

    IsolationScreen(Console console) {
        this.console = console;
    }

    /** Answers with all of it. */
    void print(Capabilities machine, List<Capabilities.Mechanism> mechanisms) {
        String strongest = machine.levels().getFirst().level().text();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("isolation", strongest);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        mechanisms.forEach(it -> rows.add(row(it)));
        document.put("mechanisms", rows);
        console.answer(
                document,
                () -> {
                    console.line("This machine isolates slices at level '" + strongest + "'.");
                    lost(machine);
                    console.line("");
                    table(mechanisms);
                });
    }

    private static Map<String, @Nullable Object> row(Capabilities.Mechanism mechanism) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("mechanism", mechanism.name());
        row.put("stands", mechanism.works());
        row.put("found", mechanism.found());
        row.put("level", mechanism.level().text());
        row.put("tried", mechanism.tried());
        row.put("remedy", mechanism.works() ? null : mechanism.remedy());
        return row;
    }

    private void lost(Capabilities machine) {
        if (!machine.gives(IsolationLevel.SANDBOX)) {
            console.line(
                    "Lost without level 'sandbox': a slice reads, writes and reaches whatever its"
                            + " agent's user can.");
        } else if (!machine.gives(IsolationLevel.FULL)) {
            console.line(
                    "Lost without level 'full': slices are walled in, but all run as the agent's"
                            + " user.");
        }
    }

    private void table(List<Capabilities.Mechanism> mechanisms) {
        Table table = new Table("MECHANISM", "HERE", "NEEDED FOR", "HOW TRIED", "REMEDY");
        for (Capabilities.Mechanism it : mechanisms) {
            table.row(
                    it.name(),
                    (it.works() ? "yes: " : "no: ") + it.found(),
                    it.level().text(),
                    it.tried(),
                    it.works() ? "-" : it.remedy());
        }
        table.print(console.out(), "  ");
    }
}
