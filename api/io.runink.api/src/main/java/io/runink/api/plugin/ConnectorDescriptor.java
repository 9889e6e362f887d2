package io.runink.api.plugin;

import java.util.List;
import java.util.Objects;

/**
 * A connector that is installed: what its jar says of it.
 *
 * @param scheme the URI scheme it serves
 * @param directions {@code source}, {@code sink}, or both
 * @param plugin the bundle it comes from
 * @param configuration the keys an operator may set, under the PID {@code plugin}
 */
public record ConnectorDescriptor(
        String scheme, List<String> directions, String plugin, List<ConfigKey> configuration) {

    public ConnectorDescriptor {
        Objects.requireNonNull(scheme, "scheme is null");
        directions = List.copyOf(directions);
        Objects.requireNonNull(plugin, "plugin is null");
        configuration = List.copyOf(configuration);
    }
}
