package io.runink.spi.connector;

import io.runink.api.contract.Contract;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/**
 * What a source is granted.
 *
 * @param uri absolute, for messages
 * @param input the dataset's bytes, from the first; the platform closes it
 * @param contract the columns to read: others in the dataset are left out
 * @param configuration every key of the plug-in's settings, with its value
 */
public record SourceContext(
        String uri, InputStream input, Contract contract, Map<String, String> configuration) {

    public SourceContext {
        Objects.requireNonNull(uri, "uri is null");
        Objects.requireNonNull(input, "input is null");
        Objects.requireNonNull(contract, "contract is null");
        configuration = Map.copyOf(configuration);
    }
}
