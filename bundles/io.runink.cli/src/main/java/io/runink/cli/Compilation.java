package io.runink.cli;

import io.runink.api.dag.DagCompiler;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name what to compile. */
final class Compilation {

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            required = true,
            description = "The scenario file.")
    String scenario = "";

    @Option(
            names = "--contract",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "A contract file; several may be given. Those of the scenario's @contract tags"
                            + " are added.")
    List<String> contracts = new ArrayList<>();

    @Option(
            names = "--name",
            paramLabel = "SCENARIO",
            description = "Which scenario, where the file holds several.")
    String name = "";

    @Option(
            names = "--herd",
            paramLabel = "NAME",
            description = "The herd, in place of the one that the scenario names.")
    String herd = "";

    @Option(
            names = "--strict-text",
            description = "Refuse sentences that mean no step, which are documentation otherwise.")
    boolean strictText;

    /** Compiles; says warnings, and throws with every problem. */
    DagCompiler.Compiled compile(Session session) {
        return compile(session, name);
    }

    /** Compiles one scenario of the file by its name; empty where it holds one. */
    DagCompiler.Compiled compile(Session session, String scenarioName) {
        return session.value(session.compiler().compile(request(session, scenarioName)));
    }

    /** The names of the scenarios that are meant: the one that was named, else all, in order. */
    List<String> names(Session session) {
        return name.isEmpty()
                ? session.value(session.compiler().order(request(session, "")))
                : List.of(name);
    }

    private DagCompiler.Request request(Session session, String scenarioName) {
        if (!herd.isEmpty()) {
            HerdInit.requireName(herd);
        }
        Folders folders = session.folders();
        return new DagCompiler.Request(
                folders.fromWorkspace(scenario),
                scenarioName,
                contracts.stream().map(folders::fromWorkspace).toList(),
                herd,
                folders.workspace(),
                strictText);
    }
}
