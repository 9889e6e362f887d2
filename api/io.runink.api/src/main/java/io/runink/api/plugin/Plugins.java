package io.runink.api.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The installed plug-ins. A service of the kernel; every answer is a snapshot. */
public interface Plugins {

    /** All that are installed, by name. */
    List<Plugin> installed();

    /** Those in the distribution's catalogue, installed or not, by name. */
    List<Plugin> catalogue();

    /**
     * Installs a plug-in; its services appear before this returns.
     *
     * @param nameOrFile a name or name's last part of the catalogue, or a path of a jar
     * @throws io.runink.api.error.RuninkException if there is none, it is damaged, or it does not
     *     resolve; nothing changed then
     */
    Plugin install(String nameOrFile);

    /**
     * Removes a plug-in; its services are gone when this returns. Running slices keep theirs.
     *
     * @throws io.runink.api.error.RuninkException if it is not installed
     */
    Plugin remove(String name);

    /** What an operator set for a plug-in, completed with the standard values of its keys. */
    Map<String, String> configuration(String plugin);

    /**
     * Sets one key, durably; the next run uses it.
     *
     * @throws io.runink.api.error.RuninkException if the plug-in has no such key or the value is
     *     out of its bounds
     */
    void configure(String plugin, String key, String value);

    /** The installed plug-in that serves a scheme in a direction ({@code source}, {@code sink}). */
    default Optional<Plugin> connector(String scheme, String direction) {
        return installed().stream()
                .filter(plugin ->
                        plugin.connectors().stream()
                                .anyMatch(it ->
                                        it.scheme().equals(scheme)
                                                && it.directions().contains(direction)))
                .findFirst();
    }

    /** The installed plug-in that executes a step. */
    default Optional<Plugin> step(String name) {
        return installed().stream()
                .filter(plugin -> plugin.steps().stream().anyMatch(it -> it.name().equals(name)))
                .findFirst();
    }

    /** The installed plug-in that executes a kind of check. */
    default Optional<Plugin> check(String kind) {
        return installed().stream()
                .filter(plugin -> plugin.checks().stream().anyMatch(it -> it.kind().equals(kind)))
                .findFirst();
    }
}
