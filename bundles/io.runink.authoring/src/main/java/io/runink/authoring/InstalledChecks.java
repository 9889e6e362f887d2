package io.runink.authoring;

import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the installed plug-ins can check, and what those of the catalogue could. */
final class InstalledChecks {

    private final List<CheckDescriptor> installed;
    private final List<CheckDescriptor> catalogue;

    InstalledChecks(Plugins plugins) {
        installed = checks(plugins.installed());
        catalogue = checks(plugins.catalogue());
    }

    private static List<CheckDescriptor> checks(List<Plugin> plugins) {
        return plugins.stream().flatMap(plugin -> plugin.checks().stream()).toList();
    }

    Optional<CheckDescriptor> kind(String kind) {
        return first(installed, check -> check.kind().equals(kind));
    }

    Optional<CheckDescriptor> annotation(String name) {
        return first(installed, check -> check.annotations().contains(name));
    }

    /** What would make a kind available. */
    Optional<CheckDescriptor> wouldCheck(String kind) {
        return first(catalogue, check -> check.kind().equals(kind));
    }

    /** What would make an annotation a check. */
    Optional<CheckDescriptor> wouldServe(String annotation) {
        return first(catalogue, check -> check.annotations().contains(annotation));
    }

    private static Optional<CheckDescriptor> first(
            List<CheckDescriptor> checks, Predicate<CheckDescriptor> wanted) {
        return checks.stream().filter(wanted).findFirst();
    }
}
