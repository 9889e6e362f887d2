package io.runink.kernel.plugin;

import io.runink.api.error.RuninkException;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.ConnectorDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.StepDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs and removes plug-ins: the store's files and the framework's bundles, in step. */
final class PluginRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(PluginRegistry.class);

    /** Where the framework says what a bundle misses, among much else. */
    private static final Pattern MISSING =
            Pattern.compile("missing requirement \\[[^]]*]\\([^)]*\\)] (.*?)(?: Unresolved|]?$)");

    private final BundleContext context;
    private final PluginExtender extender;
    private final PluginStore store;
    private final Path offered;
    private final ReentrantLock changing = new ReentrantLock();

    /**
     * @param offered the catalogue's folder
     */
    PluginRegistry(
            BundleContext context, PluginExtender extender, PluginStore store, Path offered) {
        this.context = context;
        this.extender = extender;
        this.store = store;
        this.offered = offered;
    }

    /** Brings the store in line with the catalogue, and starts what is in it. */
    void open() {
        List<PluginJar> present = readable(store.jars());
        store.follow(readable(PluginStore.jars(offered)), present);
        for (PluginJar jar : readable(store.jars())) {
            try {
                refuseClash(jar);
                start(jar.file());
            } catch (RuninkException e) {
                LOG.warn("plug-in {} is not started: {}", jar.name(), e.getMessage());
            }
        }
    }

    /** Those that are whole; the others are said in the log and stay what they are: files. */
    private static List<PluginJar> readable(List<Path> jars) {
        List<PluginJar> readable = new ArrayList<>();
        for (Path jar : jars) {
            try {
                readable.add(PluginJar.read(jar));
            } catch (RuninkException e) {
                LOG.warn("plug-in {} is left out: {}", jar, e.getMessage());
            }
        }
        return readable;
    }

    /** What the catalogue offers, by name. */
    List<Plugin> catalogue() {
        return readable(PluginStore.jars(offered)).stream()
                .map(PluginRegistry::plugin)
                .sorted(Comparator.comparing(Plugin::name))
                .toList();
    }

    private static Plugin plugin(PluginJar jar) {
        return new Plugin(
                jar.name(),
                jar.version(),
                jar.sha256(),
                jar.file(),
                jar.descriptors().connectors(),
                jar.descriptors().checks(),
                jar.descriptors().steps());
    }

    Plugin install(String nameOrFile) {
        changing.lock();
        try {
            PluginJar jar = PluginJar.read(find(nameOrFile));
            for (Plugin plugin : extender.plugins()) {
                if (plugin.name().equals(jar.name())) {
                    if (plugin.sha256().equals(jar.sha256())) {
                        return plugin;
                    }
                    throw PluginError.INSTALLED.exception(
                            "plug-in '"
                                    + jar.name()
                                    + "' is installed in version '"
                                    + plugin.version()
                                    + "', expected another name or the same"
                                    + " bytes",
                            "remove it first with 'runi plugin remove " + jar.name() + "'");
                }
            }
            refuseClash(jar);
            Path file = store.add(jar);
            try {
                start(file);
            } catch (RuninkException e) {
                store.delete(file);
                throw e;
            }
            store.installed(jar.name(), jar.sha256());
            return started(jar.name());
        } finally {
            changing.unlock();
        }
    }

    private Plugin started(String name) {
        return extender.plugins().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        PluginError.UNRESOLVED.exception(
                                "plug-in '" + name + "' started and ended at once",
                                "see the log in the home's folder logs"));
    }

    /** A file, or a plug-in of the catalogue by its name or the name's last part. */
    private Path find(String nameOrFile) {
        Path file = Path.of(nameOrFile);
        if (nameOrFile.indexOf('/') >= 0 || nameOrFile.endsWith(".jar")) {
            if (Files.isRegularFile(file)) {
                return file;
            }
            throw PluginError.UNREADABLE.exception(
                    "plug-in '" + nameOrFile + "' is no file, expected a jar",
                    "give the path of a plug-in's jar");
        }
        List<Plugin> offers = catalogue();
        List<Plugin> found =
                offers.stream()
                        .filter(it ->
                                it.name().equals(nameOrFile)
                                        || it.name().endsWith("." + nameOrFile))
                        .toList();
        if (found.size() == 1) {
            return found.getFirst().jar();
        }
        throw PluginError.UNKNOWN.exception(
                "the catalogue has "
                        + (found.isEmpty() ? "no plug-in '" : "several plug-ins '")
                        + nameOrFile
                        + "', expected one of "
                        + offers.stream().map(Plugin::name).toList(),
                "give one of these names, or the path of a jar");
    }

    private void refuseClash(PluginJar jar) {
        for (Plugin other : extender.plugins()) {
            for (ConnectorDescriptor ours : jar.descriptors().connectors()) {
                for (ConnectorDescriptor theirs : other.connectors()) {
                    if (ours.scheme().equals(theirs.scheme())
                            && ours.directions().stream().anyMatch(theirs.directions()::contains)) {
                        throw clash("scheme", ours.scheme(), jar, other);
                    }
                }
            }
            for (CheckDescriptor ours : jar.descriptors().checks()) {
                for (CheckDescriptor theirs : other.checks()) {
                    if (ours.kind().equals(theirs.kind())) {
                        throw clash("check", ours.kind(), jar, other);
                    }
                }
            }
            for (StepDescriptor ours : jar.descriptors().steps()) {
                if (other.steps().stream().anyMatch(it -> it.name().equals(ours.name()))) {
                    throw clash("step", ours.name(), jar, other);
                }
            }
        }
    }

    private static RuntimeException clash(String what, String value, PluginJar jar, Plugin other) {
        return PluginError.CLASH.exception(
                "plug-in '"
                        + jar.name()
                        + "' provides "
                        + what
                        + " '"
                        + value
                        + "', which '"
                        + other.name()
                        + "' provides already, expected one plug-in for each",
                "remove the other first with 'runi plugin remove " + other.name() + "'");
    }

    /** Installs and starts a bundle; it is gone again when it does not resolve. */
    private void start(Path file) {
        Bundle bundle;
        try {
            bundle = context.installBundle("reference:" + file.toUri());
        } catch (BundleException e) {
            throw unresolved(file, e);
        }
        try {
            bundle.start();
        } catch (BundleException e) {
            uninstall(bundle);
            throw unresolved(file, e);
        }
    }

    private static RuntimeException unresolved(Path file, BundleException e) {
        String message = String.valueOf(e.getMessage());
        Matcher matcher = MISSING.matcher(message);
        String missing = message;
        while (matcher.find()) {
            missing = "missing " + matcher.group(1);
        }
        return PluginError.UNRESOLVED.exception(
                "plug-in '"
                        + file.getFileName()
                        + "' cannot run here: "
                        + missing.replace('\n', ' '),
                "build it against this version of Runink, with its libraries inside");
    }

    private static void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            LOG.warn("{} cannot be uninstalled: {}", bundle, e.getMessage());
        }
    }

    Plugin remove(String name) {
        changing.lock();
        try {
            List<Plugin> found =
                    extender.plugins().stream()
                            .filter(it -> it.name().equals(name) || it.name().endsWith("." + name))
                            .toList();
            if (found.size() != 1) {
                throw PluginError.NOT_INSTALLED.exception(
                        "plug-in '"
                                + name
                                + "' is not installed, expected one of "
                                + extender.plugins().stream().map(Plugin::name).toList(),
                        "see 'runi plugin list'");
            }
            Plugin plugin = found.getFirst();
            for (Bundle bundle : context.getBundles()) {
                if (plugin.name().equals(bundle.getSymbolicName())) {
                    uninstall(bundle);
                }
            }
            store.removed(plugin.name());
            store.delete(plugin.jar());
            return plugin;
        } finally {
            changing.unlock();
        }
    }
}
