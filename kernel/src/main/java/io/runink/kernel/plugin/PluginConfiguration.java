package io.runink.kernel.plugin;

import io.runink.api.plugin.ConfigKey;
import io.runink.api.plugin.Plugin;
import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of plug-ins, kept by the Config Admin under the plug-in's name. */
final class PluginConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(PluginConfiguration.class);

    private final ConfigurationAdmin admin;

    PluginConfiguration(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Every key of the plug-in with the value in force. */
    Map<String, String> values(Plugin plugin) {
        Map<String, String> values = new TreeMap<>();
        Dictionary<String, Object> set = properties(plugin);
        for (ConfigKey key : keys(plugin)) {
            values.put(key.name(), Long.toString(value(plugin, key, set)));
        }
        return values;
    }

    /** The value in force; one that somebody wrote past the bounds does not become so. */
    private static long value(
            Plugin plugin, ConfigKey key, @Nullable Dictionary<String, Object> set) {
        Object raw = set == null ? null : set.get(key.name());
        if (raw == null) {
            return key.standard();
        }
        try {
            long value = Long.parseLong(raw.toString().strip());
            if (value >= key.min() && value <= key.max()) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, with the bounds.
        }
        LOG.warn(
                "{}: {} is '{}', expected {} to {}; {} is used",
                plugin.name(),
                key.name(),
                raw,
                key.min(),
                key.max(),
                key.standard());
        return key.standard();
    }

    void set(Plugin plugin, String name, String text) {
        ConfigKey key =
                keys(plugin).stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unknown(plugin, name));
        long value;
        try {
            value = Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw ConfigError.NUMBER.exception(
                    "value '"
                            + text
                            + "' of '"
                            + name
                            + "' is no whole number, expected "
                            + key.min()
                            + " to "
                            + key.max()
                            + ": "
                            + key.description(),
                    "give a whole number");
        }
        if (value < key.min() || value > key.max()) {
            throw ConfigError.BOUNDS.exception(
                    "value '"
                            + value
                            + "' of '"
                            + name
                            + "' is out of bounds, expected "
                            + key.min()
                            + " to "
                            + key.max()
                            + ": "
                            + key.description(),
                    "give a value within the bounds");
        }
        try {
            Configuration configuration = admin.getConfiguration(plugin.name(), "?");
            Dictionary<String, Object> properties = configuration.getProperties();
            Map<String, Object> changed = new HashMap<>();
            if (properties != null) {
                changed.putAll(FrameworkUtil.asMap(properties));
            }
            changed.put(name, value);
            configuration.update(FrameworkUtil.asDictionary(changed));
        } catch (IOException e) {
            throw stored(plugin, e);
        }
    }

    /** What was set; asking for the configuration itself would make and store an empty one. */
    private @Nullable Dictionary<String, Object> properties(Plugin plugin) {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + plugin.name() + ")");
            return found == null ? null : found[0].getProperties();
        } catch (IOException e) {
            throw stored(plugin, e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a bundle's name holds no filter syntax", e);
        }
    }

    private static List<ConfigKey> keys(Plugin plugin) {
        return plugin.connectors().stream()
                .flatMap(it -> it.configuration().stream())
                .distinct()
                .toList();
    }

    private static RuntimeException unknown(Plugin plugin, String name) {
        String known = keys(plugin).stream().map(ConfigKey::name).collect(Collectors.joining(", "));
        return ConfigError.KEY.exception(
                "plug-in '"
                        + plugin.name()
                        + "' has no key '"
                        + name
                        + "', expected "
                        + (known.isEmpty() ? "none: it has no settings" : "one of " + known),
                "see 'runink:config-list " + plugin.name() + "' in 'runi shell'");
    }

    private static RuntimeException stored(Plugin plugin, IOException e) {
        return ConfigError.STORE.exception(
                "the configuration of '"
                        + plugin.name()
                        + "' cannot be read or written ("
                        + e.getMessage()
                        + ")",
                "check the disk and the owner of the home's folder config");
    }
}
