package io.runink.authoring;

import io.runink.api.command.KernelInfo;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.ContractReader;
import io.runink.api.error.Outcome;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers the contract reader as a service. Contracts compile against {@code lib/api} of the
 * distribution and the installed plug-ins, which may bring annotations of their own.
 */
@Component(service = ContractReader.class)
public final class ContractReaderComponent implements ContractReader {

    private final ContractFiles files;

    @Activate
    public ContractReaderComponent(@Reference KernelInfo kernel, @Reference Plugins plugins) {
        this.files = new ContractFiles(() -> classPath(kernel, plugins), plugins);
    }

    @Override
    public Outcome<ContractFile> read(List<String> paths, Path workspace) {
        return files.read(paths, workspace);
    }

    private static List<Path> classPath(KernelInfo kernel, Plugins plugins) {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> api = Files.list(kernel.distribution().resolve("lib/api"))) {
            api.filter(path -> path.toString().endsWith(".jar")).sorted().forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        plugins.installed().stream().map(Plugin::jar).forEach(jars::add);
        return jars;
    }
}
