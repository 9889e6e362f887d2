package io.runink.cli;

import io.runink.api.barn.BarnImage;
import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.ContractLinter;
import io.runink.api.contract.ContractReader;
import io.runink.json.ContractHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at contracts, in files and in the Barn. */
@Command(
        name = "contract",
        description = "Look at contracts: in files, and those that were compiled.",
        synopsisSubcommandLabel = "(lint | hash | show | history)",
        footerHeading = "%nExample:%n",
        footer = "  runi contract lint contracts/Orders.java")
final class ContractCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    private final Session session;

    ContractCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "lint",
            description = {
                "Find what is allowed in contract files and yet hardly meant.",
                "",
                "Ends with 1 if something is likely a mistake; advice alone ends with 0."
            },
            footerHeading = "%nExample:%n",
            footer = "  runi contract lint contracts/Orders.java")
    int lint(
            @Mixin Habits habits,
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "The contract files; they are read together.")
                    List<String> files) {
        ContractFile file = read(files);
        List<ContractLinter.Finding> findings =
                session.services().need(ContractLinter.class).lint(file);
        List<ContractLinter.Finding> wrong = findings.stream().filter(it -> !it.advice()).toList();
        Console console = session.console();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("contracts", file.contracts().stream().map(Contract::id).toList());
        document.put(
                "findings",
                Documents.problems(wrong.stream().map(ContractLinter.Finding::problem).toList()));
        document.put(
                "advice",
                Documents.problems(
                        findings.stream()
                                .filter(ContractLinter.Finding::advice)
                                .map(ContractLinter.Finding::problem)
                                .toList()));
        console.answer(
                document,
                () -> {
                    for (ContractLinter.Finding finding : findings) {
                        console.line(
                                (finding.advice() ? "advice   " : "finding  ")
                                        + finding.problem().text());
                    }
                    Figures figures = console.figures();
                    console.line(
                            figures.count(file.contracts().size(), "contract")
                                    + ": "
                                    + figures.count(wrong.size(), "finding")
                                    + ", "
                                    + figures.count(findings.size() - wrong.size(), "piece")
                                    + " of advice");
                });
        return wrong.isEmpty() ? 0 : 1;
    }

    @Command(
            name = "hash",
            description = {
                "Show what each contract of a file means, as one hash.",
                "",
                "Two contracts of one meaning have one hash, whatever their versions, owners and"
                        + " labels are, and however they are written."
            },
            footerHeading = "%nExample:%n",
            footer = "  runi contract hash contracts/Orders.java --json")
    int hash(
            @Mixin Habits habits,
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "The contract files; they are read together.")
                    List<String> files) {
        List<Contract> contracts = read(files).contracts();
        Console console = session.console();
        List<Map<String, String>> rows = new ArrayList<>();
        Table table = new Table("CONTRACT", "VERSION", "HASH");
        for (Contract contract : contracts) {
            String hash = ContractHash.of(contract);
            rows.add(Map.of("id", contract.id(), "version", contract.version(), "hash", hash));
            table.row(contract.id(), contract.version(), hash);
        }
        console.answer(Map.of("contracts", rows), () -> table.print(console.out(), ""));
        return 0;
    }

    @Command(
            name = "history",
            description = "List every recorded version of a contract, oldest first.",
            footerHeading = "%nExample:%n",
            footer = "  runi contract history payment")
    int history(
            @Mixin Habits habits,
            @Parameters(paramLabel = "ID", description = "The contract's id.") String id,
            @Option(
                            names = "--herd",
                            paramLabel = "H",
                            defaultValue = "",
                            description = "Of that herd alone.")
                    String herd) {
        List<Recorded> all = recorded(id, herd);
        Console console = session.console();
        console.answer(
                Map.of("contract", id, "versions", all.stream().map(Recorded::document).toList()),
                () -> {
                    Table table = new Table("VERSION", "HERD", "RECORDED", "HASH");
                    all.forEach(it -> table.row(it.version(), it.herd(), it.when(), it.hash()));
                    table.print(console.out(), "");
                });
        return 0;
    }

    @Command(
            name = "show",
            description = "Show a recorded contract: its columns and rules.",
            footerHeading = "%nExamples:%n",
            footer = {"  runi contract show payment", "  runi contract show payment@1.0.0"})
    int show(
            @Mixin Habits habits,
            @Parameters(
                            paramLabel = "ID[@VERSION]",
                            description = "The contract's id; its last version unless given.")
                    String named,
            @Option(
                            names = "--herd",
                            paramLabel = "H",
                            defaultValue = "",
                            description = "Of that herd alone.")
                    String herd) {
        int at = named.indexOf('@');
        String id = at < 0 ? named : named.substring(0, at);
        String version = at < 0 ? "" : named.substring(at + 1);
        Recorded found =
                recorded(id, herd).stream()
                        .filter(it -> version.isEmpty() || it.version().equals(version))
                        .reduce((_, last) -> last)
                        .orElseThrow(() ->
                                CliError.CONTRACT_UNKNOWN.exception(
                                        "contract '"
                                                + id
                                                + "' has no recorded version '"
                                                + version
                                                + "', expected one that was compiled",
                                        "list them with 'runi contract history " + id + "'"));
        Contract contract =
                new ContractStore(session.kernel().home())
                        .find(found.version(), found.hash())
                        .orElseThrow(() ->
                                CliError.CONTRACT_UNKNOWN.exception(
                                        "contract '"
                                                + id
                                                + "' version '"
                                                + found.version()
                                                + "' is recorded, and this home does not hold it,"
                                                + " expected it where it was compiled",
                                        "compile it here with the same content and version"));
        Console console = session.console();
        Map<String, @Nullable Object> document = new LinkedHashMap<>(found.document());
        document.put("contract", contract);
        console.answer(document, () -> new ContractScreen(console).print(contract, found));
        return 0;
    }

    private ContractFile read(List<String> files) {
        Folders folders = session.folders();
        return session.value(
                session.services()
                        .need(ContractReader.class)
                        .read(
                                files.stream().map(folders::fromWorkspace).toList(),
                                folders.workspace()));
    }

    /**
     * A recorded version.
     *
     * @param recorded when, or null if it was so long ago that nobody noted it
     */
    record Recorded(
            String herd, String id, String version, String hash, @Nullable Instant recorded) {

        String when() {
            return recorded == null ? "-" : recorded.truncatedTo(ChronoUnit.SECONDS).toString();
        }

        Map<String, @Nullable Object> document() {
            Map<String, @Nullable Object> document = new LinkedHashMap<>();
            document.put("herd", herd);
            document.put("id", id);
            document.put("version", version);
            document.put("hash", hash);
            document.put("recorded", recorded);
            return document;
        }
    }

    private List<Recorded> recorded(String id, String herd) {
        BarnImage image = session.barn().image();
        List<Recorded> all = new ArrayList<>();
        image.contracts()
                .forEach((key, hash) -> {
                    // The key is herd/id/version, and no part has a slash.
                    String[] parts = key.split("/", 3);
                    if (parts[1].equals(id) && (herd.isEmpty() || parts[0].equals(herd))) {
                        all.add(
                                new Recorded(
                                        parts[0], id, parts[2], hash, image.recorded().get(key)));
                    }
                });
        if (all.isEmpty()) {
            throw CliError.CONTRACT_UNKNOWN.exception(
                    "contract '"
                            + id
                            + "' is not recorded"
                            + (herd.isEmpty() ? "" : " for herd '" + herd + "'")
                            + ", expected the id of one that was compiled"
                            + near(id, image).map(it -> "; did you mean '" + it + "'").orElse(""),
                    "compile a scenario that uses it, for a registered herd");
        }
        all.sort(
                Comparator.comparing((Recorded it) ->
                                it.recorded() == null ? Instant.EPOCH : it.recorded())
                        .thenComparing(Recorded::version)
                        .thenComparing(Recorded::herd));
        return all;
    }

    private static Optional<String> near(String id, BarnImage image) {
        return Nearest.to(
                id,
                image.contracts().keySet().stream()
                        .map(key -> key.split("/", 3)[1])
                        .distinct()
                        .toList());
    }
}
