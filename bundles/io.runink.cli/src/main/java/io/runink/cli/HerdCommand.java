package io.runink.cli;

import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.herd.Herd;
import io.runink.api.herd.HerdReader;
import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.Launcher;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, lists and changes herds. */
@Command(
        name = "herd",
        description = "Make a workspace with a herd; list, show or define herds.",
        synopsisSubcommandLabel = "(init | list | show | apply)",
        footerHeading = "%nExample:%n",
        footer = "  runi herd init my-data-herd")
final class HerdCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private final Session session;

    HerdCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "init",
            description = {
                "Fill a folder with a workspace that runs as it is, and register its herd.",
                "",
                "A file that is there already is kept as it is."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  runi herd init my-data-herd", "  runi herd init finance --dir ../finance"})
    int init(
            @Mixin Habits habits,
            @Parameters(paramLabel = "NAME", description = "The herd's name.") String name,
            @Option(
                            names = "--dir",
                            paramLabel = "D",
                            defaultValue = ".",
                            description = "The folder; the current one unless given.")
                    String dir,
            @Option(
                            names = "--example",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description =
                                    "Which example of the distribution to copy; the first"
                                            + " unless given.")
                    String example) {
        HerdInit.requireName(name);
        Path folder = session.folders().file(dir);
        Path from = HerdInit.example(session.kernel().distribution(), example);
        HerdInit init = new HerdInit(from, folder, name, demanded());
        HerdInit.Filled filled = init.fill();
        Path definition = init.definition();
        Herd herd = read(definition, session.folders().shown(definition));
        session.barn().submit(new BarnCommand.PutHerd(herd));

        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("herd", Documents.herd(herd));
        document.put("folder", folder.toString());
        document.put("created", filled.created());
        document.put("kept", filled.kept());
        session.console().answer(document, () -> print(folder, filled, herd));
        return 0;
    }

    /** What this machine gives at best; never that user code runs inside the kernel. */
    private IsolationLevel demanded() {
        IsolationLevel strongest = session.services().need(Launcher.class).strongest();
        return strongest == IsolationLevel.NONE ? IsolationLevel.PROCESS : strongest;
    }

    private void print(Path folder, HerdInit.Filled filled, Herd herd) {
        Console console = session.console();
        String shown = session.folders().shown(folder);
        console.line(
                "Herd '"
                        + herd.name()
                        + "' is registered; its workspace is "
                        + (shown.equals(".") ? "the current folder" : shown)
                        + ". Its slices demand isolation '"
                        + herd.isolation().text()
                        + "'.");
        filled.created().forEach(file -> console.line("  created " + file));
        filled.kept().forEach(file -> console.line("  kept    " + file + ", it was there already"));
        console.line("");
        console.line(
                "Next: "
                        + (shown.equals(".") ? "" : "cd " + shown + "; ")
                        + "README.md shows how to compile, synth, audit and run.");
    }

    @Command(
            name = "apply",
            description = "Register a herd as a file defines it, or change it to that.",
            footerHeading = "%nExample:%n",
            footer = "  runi herd apply herd/my-data-herd.herd")
    int apply(
            @Mixin Habits habits,
            @Parameters(paramLabel = "FILE", description = "The definition, TOML.") String file) {
        Herd herd = read(session.folders().file(file), file);
        session.barn().submit(new BarnCommand.PutHerd(herd));
        Console console = session.console();
        console.answer(
                Map.of("herd", Documents.herd(herd)),
                () -> console.line("Herd '" + herd.name() + "' is as " + file + " says."));
        return 0;
    }

    private Herd read(Path file, String named) {
        String text = HerdInit.text(file, named);
        return session.value(session.services().need(HerdReader.class).read(named, text));
    }

    @Command(
            name = "list",
            description = "List the herds.",
            footerHeading = "%nExample:%n",
            footer = "  runi herd list")
    int list(@Mixin Habits habits) {
        BarnImage image = session.barn().image();
        Console console = session.console();
        console.answer(
                Map.of("herds", image.herds().values().stream().map(Documents::herd).toList()),
                () -> {
                    if (image.herds().isEmpty()) {
                        console.line("No herds yet; 'runi herd init NAME' makes one.");
                        return;
                    }
                    Table table =
                            new Table(
                                    "HERD",
                                    "ISOLATION",
                                    " SLICES",
                                    " CPU",
                                    " MEMORY",
                                    " DAGS",
                                    " RUNS");
                    for (Herd herd : image.herds().values()) {
                        table.row(
                                herd.name(),
                                herd.isolation().text(),
                                Integer.toString(herd.quota().slices()),
                                cores(herd),
                                console.figures().bytes(herd.quota().memoryBytes()),
                                Long.toString(dags(image, herd)),
                                console.figures().count(runs(image, herd)));
                    }
                    table.print(console.out(), "");
                });
        return 0;
    }

    @Command(
            name = "show",
            description = "Show one herd: its policy, quota, contracts and DAGs.",
            footerHeading = "%nExample:%n",
            footer = "  runi herd show my-data-herd")
    int show(
            @Mixin Habits habits,
            @Parameters(paramLabel = "NAME", description = "The herd's name.") String name) {
        BarnImage image = session.barn().image();
        Herd herd = image.herds().get(name);
        if (herd == null) {
            throw CliError.HERD_UNKNOWN.exception(
                    "herd '" + name + "' is not registered in this home",
                    Nearest.to(name, image.herds().keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("register it with 'runi herd init " + name + "'"));
        }
        String prefix = name + "/";
        Map<String, String> contracts = below(prefix, image.contracts());
        Map<String, String> dags = below(prefix, image.dags());
        Map<String, @Nullable Object> document = new LinkedHashMap<>(Documents.herd(herd));
        document.put("contracts", contracts);
        document.put("dags", dags);
        document.put("runs", runs(image, herd));
        Console console = session.console();
        console.answer(
                document,
                () -> {
                    Figures figures = console.figures();
                    console.line("Herd '" + herd.name() + "'");
                    herd.labels().forEach((key, value) -> console.line("  " + key + ": " + value));
                    console.line(
                            "  isolation: "
                                    + herd.isolation().text()
                                    + (herd.slicePerStep() ? ", a slice for each step" : ""));
                    console.line(
                            "  quota: "
                                    + figures.count(herd.quota().slices(), "slice")
                                    + ", "
                                    + cores(herd)
                                    + " cores, "
                                    + figures.bytes(herd.quota().memoryBytes())
                                    + ", "
                                    + figures.bytes(herd.quota().storageBytes())
                                    + " of scratch space");
                    if (!herd.commands().isEmpty()) {
                        console.line("  commands: " + String.join(", ", herd.commands()));
                    }
                    console.line("  runs: " + figures.count(runs(image, herd)));
                    contracts.forEach((id, hash) -> console.line("  contract " + id + " " + hash));
                    dags.forEach((digest, it) -> console.line("  dag " + digest + " " + it));
                });
        return 0;
    }

    private static Map<String, String> below(String prefix, Map<String, String> all) {
        Map<String, String> below = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), value);
            }
        });
        return below;
    }

    private static String cores(Herd herd) {
        return java.math.BigDecimal.valueOf(herd.quota().cpuMillis(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static long dags(BarnImage image, Herd herd) {
        return below(herd.name() + "/", image.dags()).size();
    }

    private static long runs(BarnImage image, Herd herd) {
        return image.runs().values().stream().filter(run -> run.herd().equals(herd.name())).count();
    }
}
