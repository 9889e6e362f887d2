package io.runink.compile;

import io.runink.api.Contract;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import io.runink.authoring.Readers;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A workspace in a folder, with the real readers. */
final class Workspace {

    private final Path folder;
    private final InstalledPlugins plugins;

    Workspace(Path folder, String... withoutPlugins) {
        this.folder = folder;
        this.plugins = new InstalledPlugins(withoutPlugins);
    }

    /** The repository's examples with a herd's name filled in, as {@code herd init} does it. */
    static Workspace ofExample(String example, Path folder) throws IOException {
        Path from =
                Path.of(Objects.requireNonNull(System.getProperty("runink.checkout")), "examples")
                        .resolve(example);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.writeString(to, Files.readString(file).replace("@HERD@", "my-data-herd"));
            }
        }
        return new Workspace(folder);
    }

    Workspace with(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
        return this;
    }

    Path folder() {
        return folder;
    }

    ScenarioCompiler compiler() {
        return new ScenarioCompiler(
                Readers.scenarios(), Readers.contracts(List.of(api()), plugins), plugins);
    }

    Outcome<DagCompiler.Compiled> compile(String scenario, String... contracts) {
        return compiler()
                .compile(new DagCompiler.Request(scenario, "", List.of(contracts), "", folder));
    }

    List<String> problems(String scenario, String... contracts) {
        return switch (compile(scenario, contracts)) {
            case Outcome.Done<DagCompiler.Compiled> done ->
                    done.warnings().stream().map(Problem::text).toList();
            case Outcome.Refused<DagCompiler.Compiled> refused ->
                    refused.problems().stream().map(Problem::text).toList();
        };
    }

    static Path api() {
        try {
            return Path.of(
                    Contract.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
