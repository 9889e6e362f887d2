package io.runink.cli;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Problem;
import io.runink.json.ContractHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Turns a scenario and its contracts into the file of a DAG, and records both in the Barn. */
@Command(
        name = "compile",
        description = {
            "Compile a scenario and its contracts into an executable DAG.",
            "",
            "Same inputs give the same bytes. Nothing is written unless everything is right."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  runi compile --scenario features/orders.dsl --contract contracts/Orders.java \\",
            "    --out dags/orders.jar",
            "  runi compile --scenario features/orders.dsl --contract contracts/Orders.java \\",
            "    --out Orders.java"
        })
final class CompileCommand implements Callable<Integer> {

    @Mixin Habits habits = new Habits();
    @Mixin Compilation compilation = new Compilation();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "What to write: DAG.jar, or X.java for the readable source.")
    String out = "";

    private final Session session;

    CompileCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        boolean source = out.endsWith(".java");
        if (!source && !out.endsWith(".jar")) {
            throw CliError.WRONG_USAGE.exception(
                    "option '--out' is '" + out + "', expected a name ending in .jar or .java",
                    "add the ending: .jar for the DAG, .java for its readable source");
        }
        DagCompiler.Compiled compiled = compilation.compile(session);
        Path target = session.folders().file(out);
        if (source) {
            byte[] text = text(session.compiler().sources(compiled));
            try (AtomicFile file = new AtomicFile(target, out, text)) {
                file.keep();
            }
            answer(compiled, target, new Recording(false, List.of()));
            return 0;
        }
        Recording recording;
        try (AtomicFile file = new AtomicFile(target, out, compiled.jar())) {
            // Last, because it may have to wait for the Barn; the file appears only after it.
            recording = record(compiled);
            file.keep();
        }
        session.console().warn(recording.warnings());
        answer(compiled, target, recording);
        return 0;
    }

    private static byte[] text(SortedMap<String, String> sources) {
        if (sources.size() == 1) {
            return sources.values().iterator().next().getBytes(StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder();
        sources.forEach(
                (name, source) -> text.append("// ---- ").append(name).append('\n').append(source));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What the Barn was told.
     *
     * @param done whether the DAG is recorded
     * @param warnings what kept it, or a contract, from being recorded
     */
    private record Recording(boolean done, List<Problem> warnings) {}

    private Recording record(DagCompiler.Compiled compiled) {
        Dag dag = compiled.dag();
        if (dag.herd().isEmpty()) {
            return new Recording(
                    false,
                    List.of(
                            CliError.HERD_UNKNOWN.problem(
                                    "the scenario names no herd, so nothing was recorded",
                                    "add @herd(\"NAME\") to the scenario, or --herd NAME")));
        }
        Barn barn = session.barn();
        BarnImage image = barn.image();
        if (!image.herds().containsKey(dag.herd())) {
            return new Recording(
                    false,
                    List.of(
                            CliError.HERD_UNKNOWN.problem(
                                    "herd '"
                                            + dag.herd()
                                            + "' is not registered in this home, so nothing was"
                                            + " recorded",
                                    "register it with 'runi herd init "
                                            + dag.herd()
                                            + "' or 'runi herd apply FILE' before you run the"
                                            + " DAG")));
        }
        List<Problem> warnings = new ArrayList<>();
        ContractStore store = new ContractStore(session.kernel().home());
        for (Contract contract : declared(dag)) {
            String hash = ContractHash.of(contract);
            String key = dag.herd() + "/" + contract.id() + "/" + contract.version();
            String known = image.contracts().getOrDefault(key, hash);
            if (known.equals(hash)) {
                barn.submit(
                        new BarnCommand.PutContract(
                                dag.herd(),
                                contract.id(),
                                contract.version(),
                                hash,
                                Instant.now()));
                store.keep(contract);
            } else {
                // No error: an author tries changes before giving them a version.
                warnings.add(taken(contract));
            }
        }
        barn.submit(new BarnCommand.PutDag(dag.herd(), dag.scenario(), compiled.digest()));
        return new Recording(true, List.copyOf(warnings));
    }

    private static Problem taken(Contract contract) {
        return CliError.VERSION_TAKEN.problem(
                "contract '"
                        + contract.id()
                        + "' version '"
                        + contract.version()
                        + "' was recorded with other content and stays so; the DAG holds the"
                        + " changed one",
                "give the changed contract a higher version before others use it");
    }

    private void answer(DagCompiler.Compiled compiled, Path target, Recording recording) {
        Console console = session.console();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("out", target.toString());
        document.put("dag", compiled.digest());
        document.put("scenario", compiled.dag().scenario());
        document.put("herd", compiled.dag().herd());
        document.put("contracts", declared(compiled.dag()).stream().map(this::contract).toList());
        document.put("bindings", compiled.explanations());
        document.put("recorded", recording.done());
        document.put("warnings", Documents.problems(recording.warnings()));
        console.answer(document, () -> print(console, compiled, target, recording.done()));
    }

    /** The contracts that somebody declared: others are of this DAG alone. */
    private static List<Contract> declared(Dag dag) {
        return dag.contracts().stream().filter(it -> !it.inferred()).toList();
    }

    private Map<String, Object> contract(Contract contract) {
        return Map.of(
                "name", contract.name(),
                "id", contract.id(),
                "version", contract.version(),
                "hash", ContractHash.of(contract));
    }

    private void print(
            Console console, DagCompiler.Compiled compiled, Path target, boolean recorded) {
        Dag dag = compiled.dag();
        console.line(
                "Compiled '" + dag.scenario() + "' to " + session.folders().shown(target) + ".");
        for (String explanation : compiled.explanations()) {
            console.line("  " + explanation);
        }
        for (Contract contract : declared(dag)) {
            Figures figures = console.figures();
            console.line(
                    "  contract "
                            + contract.id()
                            + " "
                            + contract.version()
                            + ": "
                            + figures.count(contract.fields().size(), "column")
                            + ", "
                            + figures.count(contract.rules().size(), "rule"));
        }
        console.line("  digest " + compiled.digest());
        if (recorded) {
            console.line("  recorded in the Barn for herd '" + dag.herd() + "'");
        }
    }
}
