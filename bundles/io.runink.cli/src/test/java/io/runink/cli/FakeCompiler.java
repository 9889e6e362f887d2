package io.runink.cli;

import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compiles everything to the same DAG, unless it was told what is wrong. */
final class FakeCompiler implements DagCompiler {

    final List<Request> requests = new ArrayList<>();
    List<Problem> problems = List.of();
    List<Problem> warnings = List.of();
    String herd = "demo";
    List<String> explanations = List.of("step 'Check' validates contract 'Order'");
    List<String> scenarios = List.of("orders");

    @Override
    public Outcome<Compiled> compile(Request request) {
        requests.add(request);
        if (!problems.isEmpty()) {
            return Outcome.refused(problems);
        }
        String given = request.herd().isEmpty() ? herd : request.herd();
        Compiled compiled = Samples.compiled(given);
        return new Outcome.Done<>(
                new Compiled(
                        compiled.dag(),
                        compiled.contracts(),
                        compiled.jar(),
                        compiled.digest(),
                        explanations),
                warnings);
    }

    @Override
    public Outcome<List<String>> order(Request request) {
        return Outcome.done(scenarios);
    }

    @Override
    public Outcome<DagArchive> open(String file, Path jar) {
        return Files.exists(jar)
                ? Outcome.done(new DagArchive(Samples.dag(herd), Samples.DIGEST, jar))
                : Outcome.refused(Samples.problem(ExitStatus.BAD_INPUT));
    }

    @Override
    public SortedMap<String, String> sources(Compiled compiled) {
        return new TreeMap<>(Map.of("Orders.java", "class Orders {}\n"));
    }
}
