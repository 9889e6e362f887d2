package io.runink.authoring;

import io.runink.api.contract.ContractReader;
import io.runink.api.plugin.Plugins;
import io.runink.api.scenario.ScenarioReader;
import java.nio.file.Path;
import java.util.List;

/** The real readers, for tests that run without the framework that would bind them. */
public final class Readers {

    private Readers() {}

    public static ScenarioReader scenarios() {
        return ScenarioParser::parse;
    }

    public static ContractReader contracts(List<Path> classPath, Plugins plugins) {
        return new ContractFiles(() -> classPath, plugins);
    }
}
