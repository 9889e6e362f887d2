package io.runink.spi.connector;

import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;

/**
 * What a sink is granted.
 *
 * @param uri absolute, for messages
 * @param output where the dataset's bytes go: staged, not yet visible. The platform buffers it,
 *     counts and digests what passes, makes it durable after {@link SinkWriter#prepare}, and closes
 *     it
 * @param configuration every key of the plug-in's settings, with its value
 */
public record SinkContext(String uri, OutputStream output, Map<String, String> configuration) {

    public SinkContext {
        Objects.requireNonNull(uri, "uri is null");
        Objects.requireNonNull(output, "output is null");
        configuration = Map.copyOf(configuration);
    }
}
