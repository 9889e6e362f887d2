package io.runink.api.scenario;

import io.runink.api.error.Outcome;
import java.util.List;

/** Parses scenario text. Pure. */
public interface ScenarioReader {

    /**
     * Parses a file's scenarios; at least one, or a problem says so.
     *
     * @param file the name that places repeat
     * @param text the file's content
     */
    Outcome<List<Scenario>> read(String file, String text);
}
