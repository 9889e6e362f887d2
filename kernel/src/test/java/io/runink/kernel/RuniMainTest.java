package io.runink.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuniMainTest {

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        Console console =
                new Console(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false);
        return new RuniMain(
                        new Home(folder.resolve(".runink")),
                        folder,
                        console,
                        () -> Distribution.locate(folder.toString()),
                        0)
                .run(List.of(arguments));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String answered() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void refusesAnUnfinishedDistribution() {
        assertThat(run("plugin", "list", "--json")).isEqualTo(5);
        assertThat(said()).startsWith("RNK-KERNEL-005: distribution '" + folder + "'");
        assertThat(answered()).startsWith("{\"problems\":[{\"code\":\"RNK-KERNEL-005\"");
    }

    @Test
    void refusesWhatServerAndShellDoNotTake() {
        assertThat(run("server")).isEqualTo(2);
        assertThat(run("server", "begin")).isEqualTo(2);
        assertThat(run("server", "status", "--x")).isEqualTo(2);
        assertThat(run("shell", "-x")).isEqualTo(2);
        assertThat(run("shell", "-c")).isEqualTo(2);
        assertThat(said().lines()).hasSize(5).allMatch(it -> it.startsWith("RNK-KERNEL-007: '"));
    }

    @Test
    void showsExamplesInItsHelp() {
        assertThat(run("server", "--help")).isZero();
        assertThat(run("shell", "--help")).isZero();
        assertThat(answered()).contains("runi server start\n", "runi shell -c runink:plugins");
    }

    @Test
    void saysThatNoServerRuns() {
        assertThat(run("server", "status", "--json")).isZero();
        assertThat(run("server", "stop", "--json")).isZero();
        assertThat(answered())
                .isEqualTo(
                        "{\"running\":false,\"home\":\""
                                + folder
                                + "/.runink\"}\n"
                                + "{\"running\":false,\"stopped\":null,\"home\":\""
                                + folder
                                + "/.runink\"}\n");
    }
}
