package io.runink.compile;

import io.runink.api.contract.ContractReader;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.DagCompiler;
import io.runink.api.error.Outcome;
import io.runink.api.plugin.Plugins;
import io.runink.api.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers the compiler as a service. */
@Component(service = DagCompiler.class)
public final class DagCompilerComponent implements DagCompiler {

    private final ScenarioCompiler compiler;

    @Activate
    public DagCompilerComponent(
            @Reference ScenarioReader scenarios,
            @Reference ContractReader contracts,
            @Reference Plugins plugins) {
        this.compiler = new ScenarioCompiler(scenarios, contracts, plugins);
    }

    @Override
    public Outcome<Compiled> compile(Request request) {
        return compiler.compile(request);
    }

    @Override
    public Outcome<List<String>> order(Request request) {
        return compiler.order(request);
    }

    @Override
    public Outcome<DagArchive> open(String file, Path jar) {
        return new DagBundleReader(file).open(jar);
    }

    @Override
    public SortedMap<String, String> sources(Compiled compiled) {
        return ReadableSource.of(compiled);
    }
}
