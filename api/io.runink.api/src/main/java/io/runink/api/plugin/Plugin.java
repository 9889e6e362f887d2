package io.runink.api.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A plug-in bundle.
 *
 * @param name its symbolic name, for example {@code io.runink.connector.file}
 * @param version its version
 * @param sha256 of its jar, lower-case hex
 * @param jar the installed file
 * @param connectors what it provides
 * @param checks what it provides
 * @param steps what it provides
 */
public record Plugin(
        String name,
        String version,
        String sha256,
        Path jar,
        List<ConnectorDescriptor> connectors,
        List<CheckDescriptor> checks,
        List<StepDescriptor> steps) {

    public Plugin {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(sha256, "sha256 is null");
        Objects.requireNonNull(jar, "jar is null");
        connectors = List.copyOf(connectors);
        checks = List.copyOf(checks);
        steps = List.copyOf(steps);
    }

    /** A plug-in without steps. */
    public Plugin(
            String name,
            String version,
            String sha256,
            Path jar,
            List<ConnectorDescriptor> connectors,
            List<CheckDescriptor> checks) {
        this(name, version, sha256, jar, connectors, checks, List.of());
    }
}
