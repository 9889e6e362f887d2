package io.runink.kernel.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginStoreTest {

    @TempDir Path folder;

    private Path offered;
    private PluginStore store;

    @BeforeEach
    void makeStore() throws IOException {
        offered = Files.createDirectory(folder.resolve("offered"));
        store = new PluginStore(folder.resolve("home/plugins"));
    }

    private void offer(String name, String version) throws IOException {
        PluginJars.tap(offered.resolve(name + ".jar"), name, version);
    }

    private List<PluginJar> installed() {
        return store.jars().stream().map(PluginJar::read).toList();
    }

    private void follow() {
        store.follow(PluginStore.jars(offered).stream().map(PluginJar::read).toList(), installed());
    }

    private List<String> versions() {
        return installed().stream().map(it -> it.name() + " " + it.version()).toList();
    }

    @Test
    void fillsAFreshHomeFromTheCatalogue() throws IOException {
        offer("acme.a", "1.0.0");
        offer("acme.b", "1.0.0");

        follow();
        follow();

        assertThat(versions()).containsExactly("acme.a 1.0.0", "acme.b 1.0.0");
    }

    @Test
    void doesNotBringBackWhatWasRemoved() throws IOException {
        offer("acme.a", "1.0.0");
        follow();
        store.removed("acme.a");
        store.delete(store.jars().getFirst());

        offer("acme.a", "1.1.0");
        follow();

        assertThat(versions()).isEmpty();
    }

    @Test
    void replacesWhatCameFromAnOlderCatalogue() throws IOException {
        offer("acme.a", "1.0.0");
        follow();

        offer("acme.a", "1.1.0");
        follow();

        assertThat(versions()).containsExactly("acme.a 1.1.0");
    }

    @Test
    void leavesAloneWhatAnOperatorInstalled() throws IOException {
        PluginJar own = PluginJar.read(PluginJars.tap(folder.resolve("x.jar"), "acme.a", "9.0.0"));
        store.add(own);

        offer("acme.a", "1.1.0");
        follow();

        assertThat(versions()).containsExactly("acme.a 9.0.0");
    }

    @Test
    void takesAnInstalledOneBackOnceItIsInstalledAgain() throws IOException {
        offer("acme.a", "1.0.0");
        follow();
        store.removed("acme.a");
        store.delete(store.jars().getFirst());
        PluginJar again = PluginJar.read(offered.resolve("acme.a.jar"));
        store.add(again);
        store.installed(again.name(), again.sha256());

        offer("acme.a", "1.1.0");
        follow();

        assertThat(versions()).containsExactly("acme.a 1.1.0");
    }

    @Test
    void neverDeletesAFileThatIsNotItsOwn() throws IOException {
        Path file = PluginJars.tap(folder.resolve("x.jar"), "acme.a", "1.0.0");

        store.delete(file);

        assertThat(file).exists();
    }

    @Test
    void saysWhenItCannotWrite() throws IOException {
        Files.createFile(folder.resolve("home"));
        PluginJar jar = PluginJar.read(PluginJars.tap(folder.resolve("x.jar"), "acme.a", "1.0.0"));

        assertThatThrownBy(() -> store.add(jar)).hasMessageStartingWith("RNK-PLUGIN-010: ");
    }
}
