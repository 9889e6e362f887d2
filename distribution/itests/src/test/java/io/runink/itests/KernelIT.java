package io.runink.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import io.runink.api.command.KernelInfo;
import io.runink.api.error.RuninkException;
import io.runink.api.plugin.ConnectorDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ManagedService;

/** The kernel's bundle and all others, inside a framework that is not the launcher's. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class KernelIT {

    private static final int LEVEL_LAST = 5;

    @Inject private BundleContext context;

    @Inject private Plugins plugins;

    @Inject private KernelInfo kernel;

    @Inject private ConfigurationAdmin admin;

    /** The distribution's bundles, as its launcher would install them. */
    @Configuration
    public Option[] distribution() throws IOException {
        Path distribution = Path.of(System.getProperty("runink.distribution")).toRealPath();
        Path home = Files.createTempDirectory("runink-home");
        String repository = "org.ops4j.pax.url.mvn.localRepository";
        List<Option> options = new ArrayList<>();
        options.add(junitBundles());
        options.add(frameworkStartLevel(LEVEL_LAST));
        options.add(systemProperty(repository).value(System.getProperty(repository)));
        options.add(systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"));
        options.add(frameworkProperty("runink.home").value(home.toString()));
        options.add(frameworkProperty("runink.distribution").value(distribution.toString()));
        options.add(frameworkProperty("runink.server").value("false"));
        options.add(frameworkProperty("felix.cm.dir").value(home.resolve("config").toString()));
        try (Stream<Path> bundles = Files.list(distribution.resolve("lib/bundles"))) {
            bundles.sorted().forEach(it -> options.add(provisioned(it)));
        }
        options.add(provisioned(distribution.resolve("lib/kernel/io.runink.kernel.jar")));
        return options.toArray(Option[]::new);
    }

    private static Option provisioned(Path jar) {
        String name = jar.getFileName().toString();
        int level =
                name.startsWith("pax-logging")
                        ? 1
                        : name.startsWith("org.") ? 2 : name.contains("kernel") ? 4 : 3;
        return bundle(jar.toUri().toString()).startLevel(level);
    }

    @Test
    public void startsEveryBundle() {
        List<String> idle =
                Arrays.stream(context.getBundles())
                        .filter(it -> it.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                        .filter(it -> it.getState() != Bundle.ACTIVE)
                        .map(Bundle::getSymbolicName)
                        .toList();

        assertEquals(List.of(), idle);
        assertTrue(kernel.started().toEpochMilli() > 0);
        assertTrue(Files.isDirectory(kernel.distribution().resolve("lib/slice")));
    }

    @Test
    public void publishesADescriptorForEveryConnectorOfTheCatalogue() throws Exception {
        assertFalse(plugins.catalogue().isEmpty());
        for (Plugin plugin : plugins.catalogue()) {
            for (ConnectorDescriptor connector : plugin.connectors()) {
                assertEquals(plugin.name(), 1, descriptors(connector.scheme()).size());
            }
        }
        assertEquals(
                plugins.catalogue().stream().map(Plugin::name).toList(),
                plugins.installed().stream().map(Plugin::name).toList());
    }

    @Test
    public void addsAndRemovesAPluginWhileItRuns() throws Exception {
        Path jar = PluginFiles.connector("acme.tap", "tap", "");

        Plugin plugin = plugins.install(jar.toString());
        ConnectorDescriptor published = context.getService(descriptors("tap").iterator().next());
        plugins.remove("acme.tap");

        assertEquals("acme.tap", published.plugin());
        assertEquals(plugin.connectors().getFirst(), published);
        assertEquals("rows, in a batch", published.configuration().getFirst().description());
        assertTrue(descriptors("tap").isEmpty());
        assertFalse(Files.exists(plugin.jar()));
    }

    @Test
    public void changesNothingForAPluginThatDoesNotResolve() throws Exception {
        Path jar = PluginFiles.connector("acme.broken", "broken", "no.such.package");
        int before = context.getBundles().length;

        RuninkException refused =
                assertThrows(RuninkException.class, () -> plugins.install(jar.toString()));

        assertEquals("RNK-PLUGIN-009", refused.problems().getFirst().code());
        assertTrue(refused.problems().getFirst().message().contains("no.such.package"));
        assertEquals(before, context.getBundles().length);
        assertTrue(descriptors("broken").isEmpty());
    }

    @Test
    public void refusesASecondPluginForAScheme() throws Exception {
        plugins.install(PluginFiles.connector("acme.first", "only", "").toString());
        String second = PluginFiles.connector("acme.second", "only", "").toString();
        try {
            RuninkException refused =
                    assertThrows(RuninkException.class, () -> plugins.install(second));
            assertEquals("RNK-PLUGIN-007", refused.problems().getFirst().code());
        } finally {
            plugins.remove("acme.first");
        }
    }

    @Test
    public void refusesNamesItDoesNotKnowAndAnotherBuildOfTheSame() throws Exception {
        plugins.install(PluginFiles.connector("acme.same", "same", "").toString());
        String other = PluginFiles.connector("acme.same", "another", "").toString();
        try {
            assertEquals("RNK-PLUGIN-001", code(() -> plugins.install("nobody")));
            assertEquals("RNK-PLUGIN-002", code(() -> plugins.install("/no/such.jar")));
            assertEquals("RNK-PLUGIN-008", code(() -> plugins.install(other)));
            assertEquals("RNK-PLUGIN-011", code(() -> plugins.remove("nobody")));
            assertEquals("RNK-PLUGIN-011", code(() -> plugins.configuration("nobody")));
        } finally {
            plugins.remove("acme.same");
        }
    }

    private static String code(ThrowingRunnable refused) {
        return assertThrows(RuninkException.class, refused).problems().getFirst().code();
    }

    @Test
    public void passesAChangedSettingOnAtOnce() throws Exception {
        plugins.install(PluginFiles.connector("acme.set", "set", "").toString());
        BlockingQueue<Object> seen = new ArrayBlockingQueue<>(16);
        ManagedService listener =
                properties -> seen.add(properties == null ? 0L : properties.get("batch-rows"));
        var registration =
                context.registerService(
                        ManagedService.class,
                        listener,
                        FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_PID, "acme.set")));
        try {
            assertEquals(Map.of("batch-rows", "5"), plugins.configuration("acme.set"));
            assertEquals(0L, seen.poll(10, TimeUnit.SECONDS));

            plugins.configure("acme.set", "batch-rows", "7");

            assertEquals(7L, seen.poll(10, TimeUnit.SECONDS));
            assertEquals(Map.of("batch-rows", "7"), plugins.configuration("acme.set"));
            assertTrue(Files.exists(kernel.home().resolve("config/acme/set.config")));
        } finally {
            registration.unregister();
            admin.getConfiguration("acme.set", "?").delete();
            plugins.remove("acme.set");
        }
    }

    @Test
    public void keepsValuesWithinTheirBounds() throws Exception {
        plugins.install(PluginFiles.connector("acme.bound", "bound", "").toString());
        try {
            assertEquals("RNK-CONFIG-003", refusal("acme.bound", "batch-rows", "10"));
            assertEquals("RNK-CONFIG-002", refusal("acme.bound", "batch-rows", "many"));
            assertEquals("RNK-CONFIG-001", refusal("acme.bound", "batch", "1"));
            admin.getConfiguration("acme.bound", "?")
                    .update(FrameworkUtil.asDictionary(Map.of("batch-rows", 1_000L)));
            assertEquals(Map.of("batch-rows", "5"), plugins.configuration("acme.bound"));
        } finally {
            admin.getConfiguration("acme.bound", "?").delete();
            plugins.remove("acme.bound");
        }
    }

    private String refusal(String plugin, String key, String value) {
        return code(() -> plugins.configure(plugin, key, value));
    }

    private List<ServiceReference<ConnectorDescriptor>> descriptors(String scheme)
            throws Exception {
        return List.copyOf(
                context.getServiceReferences(ConnectorDescriptor.class, "(scheme=" + scheme + ")"));
    }
}
