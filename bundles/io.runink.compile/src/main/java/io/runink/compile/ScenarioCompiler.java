package io.runink.compile;

import io.runink.api.contract.ContractFile;
import io.runink.api.contract.ContractReader;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.herd.Herd;
import io.runink.api.plugin.Plugins;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.ScenarioReader;
import io.runink.api.scenario.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns one scenario and its contract files into a DAG, or into everything that is wrong. */
final class ScenarioCompiler {

    private final ScenarioReader scenarios;
    private final ContractReader contracts;
    private final Plugins plugins;

    ScenarioCompiler(ScenarioReader scenarios, ContractReader contracts, Plugins plugins) {
        this.scenarios = scenarios;
        this.contracts = contracts;
        this.plugins = plugins;
    }

    Outcome<DagCompiler.Compiled> compile(DagCompiler.Request request) {
        Problems problems = new Problems();
        Optional<String> text =
                ScenarioFile.read(request.scenario(), request.workspace(), problems);
        Optional<List<Scenario>> all =
                text.flatMap(it -> problems.take(scenarios.read(request.scenario(), it)));
        Optional<Scenario> scenario = all.flatMap(it -> chosen(request, it, problems));
        List<String> files = contractFiles(request, scenario, problems);
        Optional<ContractFile> file = Optional.empty();
        if (!files.isEmpty() || problems.none()) {
            file = problems.take(contracts.read(files, request.workspace()));
        }
        Optional<ScenarioCompilation.Result> result = Optional.empty();
        if (scenario.isPresent()) {
            result =
                    new ScenarioCompilation(
                                    request, scenario.get(), text.orElseThrow(), plugins, problems)
                            .compile(file);
            ScenarioOrder.required(all.orElseThrow(), scenario.get(), problems);
        }
        String herd = scenario.map(it -> herd(request, it, problems)).orElse("");
        if (!problems.none() || result.isEmpty()) {
            return Outcome.refused(sorted(problems.errors(), request.scenario()));
        }
        return new Outcome.Done<>(
                compiled(request, text.orElseThrow(), file.orElseThrow(), result.get(), herd),
                problems.warnings());
    }

    /** All scenarios of the file, in the order in which their data flows. */
    Outcome<List<String>> order(DagCompiler.Request request) {
        Problems problems = new Problems();
        Optional<List<String>> order =
                ScenarioFile.read(request.scenario(), request.workspace(), problems)
                        .flatMap(it -> problems.take(scenarios.read(request.scenario(), it)))
                        .map(all -> ScenarioOrder.of(all, request.workspace(), problems));
        return !problems.none() || order.isEmpty()
                ? Outcome.refused(sorted(problems.errors(), request.scenario()))
                : new Outcome.Done<>(order.get(), problems.warnings());
    }

    private static DagCompiler.Compiled compiled(
            DagCompiler.Request request,
            String text,
            ContractFile file,
            ScenarioCompilation.Result result,
            String herd) {
        SortedMap<String, String> given = new TreeMap<>(file.sources());
        given.put(request.scenario(), text);
        SortedMap<String, String> shortNames = ShortNames.of(given.keySet());
        SortedMap<String, String> texts = new TreeMap<>();
        SortedMap<String, String> digests = new TreeMap<>(result.programs());
        given.forEach((name, source) -> {
            String shortName = shortNames.getOrDefault(name, name);
            texts.put(shortName, source);
            digests.put(shortName, DagBundle.sha256(source.getBytes(StandardCharsets.UTF_8)));
        });
        Dag dag =
                new DagBuilder(result.scenario(), result.contracts(), result.nodes())
                        .build(herd, digests, result.policy());
        byte[] jar = DagBundle.write(dag, file.classes(), texts);
        return new DagCompiler.Compiled(
                dag, file, jar, "sha256:" + DagBundle.sha256(jar), result.explanations());
    }

    private static Optional<Scenario> chosen(
            DagCompiler.Request request, List<Scenario> all, Problems problems) {
        String wanted = request.scenarioName();
        Optional<Scenario> found =
                wanted.isEmpty()
                        ? all.stream().filter(_ -> all.size() == 1).findFirst()
                        : all.stream().filter(it -> it.name().equals(wanted)).findFirst();
        if (found.isEmpty()) {
            String names =
                    all.stream().map(it -> "'" + it.name() + "'").collect(Collectors.joining(", "));
            problems.add(
                    CompileError.SCENARIO_CHOICE,
                    Location.of(request.scenario()),
                    wanted.isEmpty()
                            ? "the file holds several scenarios: " + names
                            : "the file holds no scenario '" + wanted + "'",
                    wanted.isEmpty() ? "name the one to compile" : "name one of " + names);
        }
        return found;
    }

    /** Those of the request, then those of the scenario that no file of the request replaces. */
    private static List<String> contractFiles(
            DagCompiler.Request request, Optional<Scenario> scenario, Problems problems) {
        Set<String> files = new LinkedHashSet<>(request.contracts());
        Set<String> replaced = new TreeSet<>();
        request.contracts().forEach(it -> replaced.add(lastPart(it)));
        for (Tag tag : scenario.map(it -> it.tags("contract").toList()).orElse(List.of())) {
            String file = tag.text().orElse("");
            if (replaced.contains(lastPart(file))) {
                continue;
            }
            if (isFile(request.workspace(), file)) {
                files.add(file);
            } else {
                problems.add(
                        CompileError.CONTRACT_FILE,
                        tag.place(),
                        "there is no contract file '" + file + "'",
                        "correct the path; it starts at the workspace");
            }
        }
        return List.copyOf(files);
    }

    private static String lastPart(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    private static boolean isFile(Path workspace, String file) {
        try {
            return Files.isRegularFile(workspace.resolve(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String herd(DagCompiler.Request request, Scenario scenario, Problems problems) {
        Optional<Tag> tag = scenario.tags("herd").findFirst();
        String herd = request.herd().isEmpty() ? tag.flatMap(Tag::text).orElse("") : request.herd();
        boolean stated = !request.herd().isEmpty() || tag.isPresent();
        if (stated && !Herd.validName(herd)) {
            problems.add(
                    CompileError.HERD,
                    request.herd().isEmpty() ? tag.map(Tag::place).orElse(null) : null,
                    "'"
                            + herd
                            + "' is no herd name, expected 1 to 63 of a-z, 0-9 and -, the first"
                            + " a letter, the last no hyphen",
                    "correct the name");
        }
        return herd;
    }

    /** The scenario's problems first, then those of other files; each from top to bottom. */
    private static List<Problem> sorted(List<Problem> problems, String scenario) {
        List<Problem> sorted = new ArrayList<>(problems);
        Comparator<Location> byPlace =
                Comparator.<Location, Boolean>comparing(it -> !it.file().equals(scenario))
                        .thenComparing(Location::file)
                        .thenComparingInt(Location::line)
                        .thenComparingInt(Location::column);
        sorted.sort(
                Comparator.comparing(
                        problem -> {
                            Location place = problem.place();
                            return place == null ? Location.of("") : place;
                        },
                        byPlace));
        return sorted;
    }
}
