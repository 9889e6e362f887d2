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
            names = "--herd",
            paramLabel = "NAME",
            description = "The herd, in place of the one that the scenario names.")
    String herd = "";

    /** Compiles; says warnings, and throws with every problem. */
    DagCompiler.Compiled compile(Session session) {
        if (!herd.isEmpty()) {
            HerdInit.requireName(herd);
        }
        Folders folders = session.folders();
        DagCompiler.Request request =
                new DagCompiler.Request(
                        folders.fromWorkspace(scenario),
                        "",
                        contracts.stream().map(folders::fromWorkspace).toList(),
                        herd,
                        folders.workspace());
        return session.value(session.compiler().compile(request));
    }
}
