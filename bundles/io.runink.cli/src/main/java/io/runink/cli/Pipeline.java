package io.runink.cli;

import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DagCompiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a pipeline: a DAG, or what to compile first. */
final class Pipeline {

    private static final String ALGORITHM = "sha256:";

    @Option(names = "--dag", paramLabel = "DAG.jar", description = "The DAG that compile wrote.")
    @Nullable String dag;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Compile this scenario first, in place of --dag.")
    @Nullable String scenario;

    @Option(
            names = "--contract",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Contract files of the scenario.")
    List<String> contracts = new ArrayList<>();

    @Option(
            names = "--name",
            paramLabel = "SCENARIO",
            description = "With --scenario: one scenario, where the file holds several.")
    String name = "";

    @Option(
            names = "--herd",
            paramLabel = "NAME",
            description = "With --scenario: the herd, in place of the one it names.")
    String herd = "";

    @Option(
            names = "--strict-text",
            description = "With --scenario: refuse sentences that mean no step.")
    boolean strictText;

    /**
     * A pipeline.
     *
     * @param dag what it is
     * @param digest of its file
     * @param bindings what each sentence and step is bound to; a DAG's file does not say
     */
    record Chosen(Dag dag, String digest, List<String> bindings) {}

    /** The pipeline, to look at. */
    Chosen chosen(Session session) {
        String named = named();
        if (named != null) {
            DagArchive archive = open(session, named);
            return new Chosen(archive.dag(), archive.digest(), List.of());
        }
        DagCompiler.Compiled compiled = compilation().compile(session);
        return new Chosen(compiled.dag(), compiled.digest(), compiled.explanations());
    }

    /**
     * The pipelines as files, in the order in which they must run: all scenarios of a file, unless
     * one is named. All are compiled before the first is returned.
     */
    List<DagArchive> archives(Session session) {
        String named = named();
        if (named != null) {
            return List.of(open(session, named));
        }
        Compilation compilation = compilation();
        return compilation.names(session).stream()
                .map(it -> compilation.compile(session, it))
                .toList()
                .stream()
                .map(it -> keep(session, it))
                .toList();
    }

    /** A compiled pipeline as a file in the home. */
    static DagArchive keep(Session session, DagCompiler.Compiled compiled) {
        // Named by its digest: the same pipeline is kept once, and a run can be looked into later.
        Path jar =
                session.kernel()
                        .home()
                        .resolve("dags")
                        .resolve(compiled.digest().substring(ALGORITHM.length()) + ".jar");
        try (AtomicFile file = new AtomicFile(jar, jar.toString(), compiled.jar())) {
            file.keep();
        }
        return new DagArchive(compiled.dag(), compiled.digest(), jar);
    }

    /** The DAG's file; null where there is a scenario to compile. */
    private @Nullable String named() {
        if ((dag == null) == (scenario == null)) {
            throw CliError.WRONG_USAGE.exception(
                    dag == null
                            ? "neither '--dag' nor '--scenario' is given, expected one of them"
                            : "both '--dag' and '--scenario' are given, expected one of them",
                    "name the DAG with --dag, or what to compile with --scenario and --contract");
        }
        return dag;
    }

    private static DagArchive open(Session session, String named) {
        return session.value(session.compiler().open(named, session.folders().file(named)));
    }

    private Compilation compilation() {
        Compilation compilation = new Compilation();
        compilation.name = name;
        compilation.scenario = scenario == null ? "" : scenario;
        compilation.contracts = contracts;
        compilation.herd = herd;
        compilation.strictText = strictText;
        return compilation;
    }
}
