package io.runink.authoring;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.StepFunction;
import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.api.plugin.Plugins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles contract files in memory. Annotation processing is off and no class of theirs is loaded;
 * nothing outside the given class path is looked at, so that equal sources are equal bytes.
 */
final class ContractCompilation {

    private static final List<String> OPTIONS =
            List.of(
                    "--release",
                    "25",
                    "-proc:none",
                    "-implicit:none",
                    "-g:source,lines",
                    // Report what flow analysis finds even where attribution found something.
                    "-XDshould-stop.ifError=FLOW");

    private static final int MESSAGE_MAX = 1000;

    private final List<Path> classPath;
    private final Plugins plugins;

    ContractCompilation(List<Path> classPath, Plugins plugins) {
        this.classPath = List.copyOf(classPath);
        this.plugins = plugins;
    }

    Outcome<ContractFile> compile(List<JavaText> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return Outcome.refused(
                    ContractError.NO_COMPILER.problem(
                            "this Java has no compiler",
                            "run Runink on a full JDK 25 (set JAVA_HOME)"));
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager standard =
                compiler.getStandardFileManager(
                        diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            standard.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            standard.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
            MemoryFiles files = new MemoryFiles(standard);
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    Writer.nullWriter(),
                                    files,
                                    diagnostics,
                                    OPTIONS,
                                    null,
                                    sources);
            task.setLocale(Locale.ENGLISH);
            return compile(task, files, diagnostics, sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StackOverflowError e) {
            return tooDeep(sources);
        } catch (IllegalStateException e) {
            // The task wraps what stopped it.
            if (e.getCause() instanceof StackOverflowError) {
                return tooDeep(sources);
            }
            throw e;
        }
    }

    /** The compiler descends recursively: only source nested thousands deep gets here. */
    private static Outcome<ContractFile> tooDeep(List<JavaText> sources) {
        return Outcome.refused(
                ContractError.TOO_DEEP.at(
                        Location.of(sources.getFirst().given()),
                        "an expression or block is nested too deeply for the compiler",
                        "take it apart"));
    }

    private Outcome<ContractFile> compile(
            JavacTask task,
            MemoryFiles files,
            DiagnosticCollector<JavaFileObject> diagnostics,
            List<JavaText> sources)
            throws IOException {
        Iterable<? extends CompilationUnitTree> units = task.parse();
        ContractTrees trees = ContractTrees.scan(units, sources, Trees.instance(task));
        task.analyze();
        if (failed(diagnostics)) {
            return Outcome.refused(problems(diagnostics, sources, true));
        }
        ContractModel model = new ContractModel(task, trees, plugins).read();
        List<StepFunction> functions = new StepFunctions(task, model).read(trees);
        if (model.problems().isEmpty() && model.contracts().isEmpty()) {
            model.problems()
                    .add(
                            ContractError.NO_CONTRACT.at(
                                    Location.of(sources.getFirst().given()),
                                    "no record is a contract",
                                    "annotate a record with @Contract"));
        }
        if (!model.problems().isEmpty()) {
            List<Problem> sorted = new ArrayList<>(new LinkedHashSet<>(model.problems()));
            sorted.replaceAll(ContractCompilation::brief);
            sorted.sort(Places.ORDER);
            return Outcome.refused(sorted);
        }
        task.generate();
        if (failed(diagnostics)) {
            return Outcome.refused(problems(diagnostics, sources, true));
        }
        SortedMap<String, String> texts = new TreeMap<>();
        sources.forEach(source -> texts.put(source.given(), source.text()));
        List<Problem> warnings = new ArrayList<>(problems(diagnostics, sources, false));
        warnings.addAll(new LinkedHashSet<>(model.warnings()));
        warnings.sort(Places.ORDER);
        return new Outcome.Done<>(
                new ContractFile(
                        model.contracts(), functions, model.places(), files.classes(), texts),
                warnings);
    }

    private static boolean failed(DiagnosticCollector<JavaFileObject> diagnostics) {
        return diagnostics.getDiagnostics().stream()
                .anyMatch(it -> it.getKind() == Diagnostic.Kind.ERROR);
    }

    private static List<Problem> problems(
            DiagnosticCollector<JavaFileObject> diagnostics,
            List<JavaText> sources,
            boolean errors) {
        Map<URI, JavaText> byUri = new HashMap<>();
        sources.forEach(source -> byUri.put(source.toUri(), source));
        List<Problem> problems = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            boolean error = diagnostic.getKind() == Diagnostic.Kind.ERROR;
            if (error != errors || (!error && diagnostic.getKind() == Diagnostic.Kind.NOTE)) {
                continue;
            }
            JavaFileObject file = diagnostic.getSource();
            JavaText source = file == null ? null : byUri.get(file.toUri());
            problems.add(
                    (error ? ContractError.JAVA : ContractError.JAVA_WARNING)
                            .at(
                                    source == null
                                            ? Location.of(sources.getFirst().given())
                                            : source.place(diagnostic.getPosition()),
                                    oneLine(diagnostic.getMessage(Locale.ENGLISH)),
                                    error
                                            ? "correct the Java source"
                                            : "the compiler says so; nothing is refused"));
        }
        problems.sort(Places.ORDER);
        return problems;
    }

    /** Messages repeat what is wrong, be it a name of a million letters. */
    private static Problem brief(Problem problem) {
        return new Problem(
                problem.code(),
                problem.type(),
                problem.exit(),
                problem.place(),
                brief(problem.message()),
                problem.remedy());
    }

    private static String brief(String message) {
        return message.length() <= MESSAGE_MAX ? message : message.substring(0, MESSAGE_MAX) + "…";
    }

    private static String oneLine(String message) {
        return joined(brief(message));
    }

    private static String joined(String message) {
        return message.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
