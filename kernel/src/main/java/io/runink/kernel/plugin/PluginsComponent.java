package io.runink.kernel.plugin;

import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import io.runink.kernel.Doors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The installed plug-ins as a service. */
@Component(service = Plugins.class, immediate = true)
public final class PluginsComponent implements Plugins {

    private final PluginExtender extender;
    private final PluginRegistry registry;
    private final PluginConfiguration configuration;

    @Activate
    public PluginsComponent(BundleContext context, @Reference ConfigurationAdmin admin) {
        extender = new PluginExtender(context);
        configuration = new PluginConfiguration(admin);
        Path home = Path.of(KernelComponent.property(context, Doors.HOME));
        Path distribution = Path.of(KernelComponent.property(context, Doors.DISTRIBUTION));
        registry =
                new PluginRegistry(
                        context,
                        extender,
                        new PluginStore(home.resolve("plugins")),
                        distribution.resolve("lib/plugins"));
        extender.open();
        registry.open();
    }

    @Deactivate
    void deactivate() {
        extender.close();
    }

    @Override
    public List<Plugin> installed() {
        return extender.plugins();
    }

    @Override
    public List<Plugin> catalogue() {
        return registry.catalogue();
    }

    @Override
    public Plugin install(String nameOrFile) {
        return registry.install(nameOrFile);
    }

    @Override
    public Plugin remove(String name) {
        return registry.remove(name);
    }

    @Override
    public Map<String, String> configuration(String plugin) {
        return configuration.values(installed(plugin));
    }

    @Override
    public void configure(String plugin, String key, String value) {
        configuration.set(installed(plugin), key, value);
    }

    private Plugin installed(String name) {
        return extender.plugins().stream()
                .filter(it -> it.name().equals(name) || it.name().endsWith("." + name))
                .findFirst()
                .orElseThrow(() ->
                        PluginError.NOT_INSTALLED.exception(
                                "plug-in '"
                                        + name
                                        + "' is not installed, expected one of "
                                        + extender.plugins().stream().map(Plugin::name).toList(),
                                "see 'runi plugin list'"));
    }
}
