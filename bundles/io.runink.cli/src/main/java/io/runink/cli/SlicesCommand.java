package io.runink.cli;

import io.runink.api.slice.LiveSlice;
import io.runink.api.slice.SliceMonitor;
import io.runink.api.slice.SliceUsage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at the slices that live now. */
@Command(
        name = "slices",
        description = {
            "List the slices that live now, or show one.",
            "",
            "A slice lives while a run needs it, and on a server also while it is kept warm for the"
                    + " next run of a herd. Memory and processor time are counted by its cgroup."
        },
        synopsisSubcommandLabel = "(list | show)",
        footerHeading = "%nExample:%n",
        footer = "  runi slices list")
final class SlicesCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private final Session session;

    SlicesCommand(Session session) {
        this.session = session;
    }

    private SliceMonitor monitor() {
        return session.services().need(SliceMonitor.class);
    }

    @Command(
            name = "list",
            description = "List every slice, oldest first, and how well the warm ones serve.",
            footerHeading = "%nExample:%n",
            footer = "  runi slices list --json")
    int list(@Mixin Habits habits) {
        List<LiveSlice> slices = monitor().slices();
        SliceMonitor.PoolFigures pool = monitor().pool();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("slices", slices);
        document.put("pool", pool);
        Console console = session.console();
        console.answer(
                document,
                () -> {
                    if (slices.isEmpty()) {
                        console.line("No slices live now.");
                    } else {
                        table(slices).print(console.out(), "");
                    }
                    if (pool.budgetBytes() > 0) {
                        console.line("");
                        console.line(pool(pool));
                    }
                });
        return 0;
    }

    private Table table(List<LiveSlice> slices) {
        Figures figures = session.console().figures();
        Table table =
                new Table(
                        "NAME",
                        "STATE",
                        "HERD",
                        "SLICE",
                        "ISOLATION",
                        " PID",
                        " MEMORY",
                        " OF",
                        " CPU",
                        " AGE");
        for (LiveSlice slice : slices) {
            SliceUsage usage = slice.usage();
            table.row(
                    slice.name(),
                    state(slice),
                    or(slice.herd()),
                    or(slice.slice()),
                    slice.isolation().text(),
                    Long.toString(slice.pid()),
                    usage == null ? "-" : figures.bytes(usage.memoryBytes()),
                    figures.bytes(slice.limits().memoryBytes()),
                    usage == null ? "-" : figures.millis(usage.cpuMillis()),
                    age(slice));
        }
        return table;
    }

    private String pool(SliceMonitor.PoolFigures pool) {
        Figures figures = session.console().figures();
        return "Claims since the server started: "
                + figures.count(pool.warm())
                + " by a warm slice, "
                + figures.count(pool.cold())
                + " cold, "
                + figures.count(pool.fallbacks())
                + " cold since a warm one was gone. Parked: "
                + figures.bytes(pool.parkedBytes())
                + " of "
                + figures.bytes(pool.budgetBytes())
                + ".";
    }

    @Command(
            name = "show",
            description = "Show one slice: its walls, and its limits beside what it uses.",
            footerHeading = "%nExample:%n",
            footer = "  runi slices show runink-4711-3")
    int show(
            @Mixin Habits habits,
            @Parameters(paramLabel = "NAME", description = "Its name, as the list has it.")
                    String name) {
        List<LiveSlice> slices = monitor().slices();
        LiveSlice slice =
                slices.stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                CliError.SLICE_UNKNOWN.exception(
                                        "slice '"
                                                + name
                                                + "' does not live here, expected one of "
                                                + slices.stream().map(LiveSlice::name).toList(),
                                        "list them with 'runi slices list'; one that has ended is"
                                                + " in its run's report: 'runi runs show ID'"));
        session.console().answer(Map.of("slice", slice), () -> print(slice));
        return 0;
    }

    private void print(LiveSlice slice) {
        Console console = session.console();
        Figures figures = console.figures();
        SliceUsage usage = slice.usage();
        console.line("Slice " + slice.name() + " is " + state(slice) + ".");
        console.line("");
        console.line("  herd:      " + or(slice.herd()));
        console.line("  run:       " + or(slice.run()));
        console.line("  slice:     " + or(slice.slice()));
        console.line("  plug-ins:  " + or(String.join(", ", slice.plugins())));
        console.line("  isolation: " + slice.isolation().text());
        console.line("  process:   " + slice.pid() + " of user " + slice.uid());
        console.line("  age:       " + age(slice));
        console.line("");
        Table table = new Table("RESOURCE", " USED", " MOST", " LIMIT");
        table.row(
                "memory",
                usage == null ? "-" : figures.bytes(usage.memoryBytes()),
                usage == null ? "-" : figures.bytes(usage.memoryPeakBytes()),
                figures.bytes(slice.limits().memoryBytes()));
        table.row(
                "processor",
                usage == null ? "-" : figures.millis(usage.cpuMillis()),
                "-",
                slice.limits().cpuMillis() / 1000.0 + " cores");
        table.row(
                "processes",
                usage == null ? "-" : figures.count(usage.processes()),
                "-",
                figures.count(slice.limits().processes()));
        table.print(console.out(), "  ");
        if (usage != null && usage.throttledMillis() > 0) {
            console.line("");
            console.line(
                    "  Its threads waited "
                            + figures.millis(usage.throttledMillis())
                            + " for its processor limit.");
        }
    }

    private static String state(LiveSlice slice) {
        return slice.state().name().toLowerCase(Locale.ROOT);
    }

    private static String or(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private String age(LiveSlice slice) {
        long millis = ChronoUnit.MILLIS.between(slice.since(), Instant.now());
        return session.console().figures().millis(Math.max(0, millis));
    }
}
