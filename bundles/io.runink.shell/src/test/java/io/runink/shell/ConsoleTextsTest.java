package io.runink.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.barn.Barn;
import io.runink.api.barn.BarnCommand;
import io.runink.api.barn.BarnImage;
import io.runink.api.herd.Herd;
import io.runink.api.plugin.ConfigKey;
import io.runink.api.plugin.ConnectorDescriptor;
import io.runink.api.plugin.Plugin;
import io.runink.api.plugin.Plugins;
import io.runink.api.run.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ConsoleTextsTest {

    private final ServiceSlot<Barn> barn = new ServiceSlot<>(Duration.ZERO);
    private final ServiceSlot<Runs> runs = new ServiceSlot<>(Duration.ZERO);
    private final InMemoryPlugins plugins = new InMemoryPlugins();
    private final ConsoleTexts texts = new ConsoleTexts(plugins, barn, runs);

    @Test
    void saysThatTheBarnIsNotUp() {
        assertThat(texts.runs()).startsWith("the Barn is not up");
        assertThat(texts.herds()).startsWith("the Barn is not up");
    }

    @Test
    void listsHerdsOnceTheBarnIsUp() {
        barn.put(new OneHerd());

        assertThat(texts.herds())
                .isEqualTo(
                        """
                        HERD     ISOLATION  SLICES  CPU     MEMORY
                        weather  full       12      24000m  3072 MiB\
                        """);
    }

    @Test
    void forgetsABarnThatWent() {
        OneHerd service = new OneHerd();
        barn.put(service);
        barn.take(service);

        assertThat(texts.herds()).startsWith("the Barn is not up");
    }

    @Test
    void listsPluginsAlignedWithWhatTheyProvide() {
        assertThat(texts.plugins())
                .isEqualTo(
                        """
                        PLUG-IN        VERSION  STATE      PROVIDES
                        acme.tap       1.2.0    installed  tap (source, sink)
                        acme.optional  2.0.0    available  well (source)\
                        """);
    }

    @Test
    void setsAValueAndListsIt() {
        assertThat(texts.set("acme.tap", "batch-rows", "7"))
                .isEqualTo("acme.tap: batch-rows = 7; the next run uses it");
        assertThat(texts.settings(List.of("tap")))
                .isEqualTo(
                        """
                        PLUG-IN   KEY         VALUE  BOUNDS  MEANING
                        acme.tap  batch-rows  7      1..9    rows in a batch\
                        """);
        assertThat(texts.settings(List.of("nothing")))
                .isEqualTo("no installed plug-in 'nothing' has settings");
    }

    private static Plugin plugin(String name, String version, ConnectorDescriptor connector) {
        return new Plugin(name, version, "00", Path.of("/x.jar"), List.of(connector), List.of());
    }

    private static final class OneHerd implements Barn {
        @Override
        public long submit(BarnCommand command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BarnImage image() {
            return new BarnImage(
                    1,
                    new TreeMap<>(Map.of("weather", Herd.named("weather"))),
                    BarnImage.EMPTY.contracts(),
                    BarnImage.EMPTY.dags(),
                    BarnImage.EMPTY.runs(),
                    BarnImage.EMPTY.assignments());
        }

        @Override
        public Watch watch(long after, Consumer<Change> listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class InMemoryPlugins implements Plugins {

        private final Map<String, String> settings = new TreeMap<>(Map.of("batch-rows", "5"));

        @Override
        public List<Plugin> installed() {
            ConfigKey key = new ConfigKey("batch-rows", 5, 1, 9, "rows in a batch");
            return List.of(
                    plugin(
                            "acme.tap",
                            "1.2.0",
                            new ConnectorDescriptor(
                                    "tap", List.of("source", "sink"), "acme.tap", List.of(key))));
        }

        @Override
        public List<Plugin> catalogue() {
            return List.of(
                    plugin(
                            "acme.optional",
                            "2.0.0",
                            new ConnectorDescriptor(
                                    "well", List.of("source"), "acme.optional", List.of())));
        }

        @Override
        public Plugin install(String nameOrFile) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Plugin remove(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, String> configuration(String plugin) {
            return Map.copyOf(settings);
        }

        @Override
        public void configure(String plugin, String key, String value) {
            settings.put(key, value);
        }
    }
}
