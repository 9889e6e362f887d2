package io.runink.kernel.plugin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.error.RuninkException;
import io.runink.api.plugin.Plugin;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.ConfigurationAdmin;

final class PluginConfigurationTest {

    private static final Plugin PLUGIN =
            new Plugin("p", "1.0.0", "00", Path.of("p.jar"), List.of(), List.of());

    @Test
    void aStoreThatCannotBeReadIsTold() {
        ConfigurationAdmin broken =
                (ConfigurationAdmin)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {ConfigurationAdmin.class},
                                (_, _, _) -> {
                                    throw new IOException("no space");
                                });
        assertThatThrownBy(() -> new PluginConfiguration(broken).values(PLUGIN))
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith(
                        "RNK-CONFIG-004: the configuration of 'p' cannot be read or written"
                                + " (no space)");
    }
}
