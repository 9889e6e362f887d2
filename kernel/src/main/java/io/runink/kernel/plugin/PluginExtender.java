package io.runink.kernel.plugin;

import io.runink.api.error.RuninkException;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.ConnectorDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.StepDescriptor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a descriptor service for every capability of every started plug-in, from what the
 * framework read in its manifest: no class of it is loaded. The services live as long as the bundle
 * is started, whoever started it.
 */
final class PluginExtender implements BundleTrackerCustomizer<PluginExtender.Published> {

    private static final Logger LOG = LoggerFactory.getLogger(PluginExtender.class);

    /** A plug-in and the services that tell of it. */
    record Published(Plugin plugin, List<ServiceRegistration<?>> services) {}

    private final BundleContext context;
    private final BundleTracker<Published> tracker;
    private final Map<Bundle, Plugin> plugins = new ConcurrentHashMap<>();

    PluginExtender(BundleContext context) {
        this.context = context;
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    /** The started plug-ins, by name. */
    List<Plugin> plugins() {
        return plugins.values().stream().sorted(Comparator.comparing(Plugin::name)).toList();
    }

    @Override
    public @Nullable Published addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        try {
            Plugin plugin = describe(bundle);
            if (plugin == null) {
                return null;
            }
            plugins.put(bundle, plugin);
            List<ServiceRegistration<?>> services = new ArrayList<>();
            for (ConnectorDescriptor it : plugin.connectors()) {
                Map<String, Object> properties = properties(plugin);
                properties.put("scheme", it.scheme());
                properties.put("directions", it.directions().toArray(String[]::new));
                services.add(
                        context.registerService(
                                ConnectorDescriptor.class,
                                it,
                                FrameworkUtil.asDictionary(properties)));
            }
            for (CheckDescriptor it : plugin.checks()) {
                Map<String, Object> properties = properties(plugin);
                properties.put("kind", it.kind());
                services.add(
                        context.registerService(
                                CheckDescriptor.class, it, FrameworkUtil.asDictionary(properties)));
            }
            for (StepDescriptor it : plugin.steps()) {
                Map<String, Object> properties = properties(plugin);
                properties.put("step", it.name());
                services.add(
                        context.registerService(
                                StepDescriptor.class, it, FrameworkUtil.asDictionary(properties)));
            }
            return new Published(plugin, services);
        } catch (RuninkException e) {
            // Somebody started it past the store; the framework goes on without its services.
            LOG.warn("bundle {} is no usable plug-in: {}", bundle, e.getMessage());
            return null;
        }
    }

    private static Map<String, Object> properties(Plugin plugin) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("plugin", plugin.name());
        properties.put("version", plugin.version());
        return properties;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Published published) {
        // An update stops the bundle, which removes it, and starts it, which adds it.
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Published published) {
        plugins.remove(bundle);
        published.services().forEach(ServiceRegistration::unregister);
    }

    private static @Nullable Plugin describe(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        String name = bundle.getSymbolicName();
        if (revision == null || name == null) {
            return null;
        }
        List<CapabilityHeader.Clause> clauses = new ArrayList<>();
        for (BundleCapability it : revision.getDeclaredCapabilities(null)) {
            clauses.add(new CapabilityHeader.Clause(it.getNamespace(), it.getAttributes()));
        }
        Descriptors descriptors = Descriptors.of(name, clauses);
        if (descriptors.isEmpty()) {
            return null;
        }
        Path jar = jar(bundle);
        try {
            return new Plugin(
                    name,
                    bundle.getVersion().toString(),
                    PluginJar.digest(jar),
                    jar,
                    descriptors.connectors(),
                    descriptors.checks(),
                    descriptors.steps());
        } catch (IOException e) {
            throw PluginError.UNREADABLE.exception(
                    "plug-in '" + jar + "' cannot be read (" + e.getMessage() + ")",
                    "install it from a file that stays where it is");
        }
    }

    /** The file a bundle was installed from; slices load it from there. */
    private static Path jar(Bundle bundle) {
        String location = bundle.getLocation();
        String uri =
                location.startsWith("reference:")
                        ? location.substring("reference:".length())
                        : location;
        if (uri.startsWith("file:")) {
            Path file = Path.of(URI.create(uri));
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw PluginError.UNREADABLE.exception(
                "plug-in '"
                        + Objects.toString(bundle.getSymbolicName())
                        + "' was installed from '"
                        + location
                        + "', expected a local file",
                "install it with 'runi plugin install FILE'");
    }
}
