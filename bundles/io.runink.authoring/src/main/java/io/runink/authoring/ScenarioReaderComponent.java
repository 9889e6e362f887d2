package io.runink.authoring;

import io.runink.api.error.Outcome;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.ScenarioReader;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Offers the scenario parser as a service. */
@Component(service = ScenarioReader.class)
public final class ScenarioReaderComponent implements ScenarioReader {

    @Override
    public Outcome<List<Scenario>> read(String file, String text) {
        return ScenarioParser.parse(file, text);
    }
}
