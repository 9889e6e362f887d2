package io.runink.authoring;

import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the installed plug-ins can check, and what those of the catalogue could. */
final class InstalledChecks {

    private static final String OWN_PACKAGE = "io.runink.api.";

    private final List<CheckDescriptor> installed;
    private final List<CheckDescriptor> catalogue;
    private final List<Problem> warnings;

    InstalledChecks(Plugins plugins, List<Problem> warnings) {
        this.installed = checks(plugins.installed());
        this.catalogue = checks(plugins.catalogue());
        this.warnings = warnings;
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

    /** What makes an annotation a check; if nothing does, that is said. */
    Optional<CheckDescriptor> serving(Mark mark, List<Problem> problems) {
        String name = mark.name();
        Optional<CheckDescriptor> check = annotation(name);
        if (check.isEmpty()) {
            Optional<CheckDescriptor> other =
                    first(catalogue, it -> it.annotations().contains(name));
            if (other.isPresent() || name.startsWith(OWN_PACKAGE)) {
                String kind =
                        other.map(CheckDescriptor::kind)
                                .orElseGet(
                                        () -> ColumnName.kebab(Mirrors.simpleName(mark.mirror())));
                problems.add(missing(mark.place(), mark.shown(), kind, other));
            } else {
                ignored(name, mark.place());
            }
        }
        return check;
    }

    /** Says that an annotation has no effect, unless it is Java's own. */
    void ignored(String annotation, Location place) {
        if (!annotation.startsWith("java.lang.")) {
            warnings.add(
                    ContractError.IGNORED_ANNOTATION.at(
                            place,
                            "'@" + annotation + "' is no check of an installed plug-in",
                            "it is ignored here"));
        }
    }

    /** Says that a check is not installed, and what would bring it. */
    static Problem missing(
            Location place, String what, String kind, Optional<CheckDescriptor> wouldCheck) {
        return ContractError.CHECK_MISSING.at(
                place,
                what + " needs check '" + kind + "'",
                wouldCheck
                        .map(check -> "'runi plugin install " + check.plugin() + "' provides it")
                        .orElse("install a plug-in that provides it"));
    }

    private static Optional<CheckDescriptor> first(
            List<CheckDescriptor> checks, Predicate<CheckDescriptor> wanted) {
        return checks.stream().filter(wanted).findFirst();
    }
}
