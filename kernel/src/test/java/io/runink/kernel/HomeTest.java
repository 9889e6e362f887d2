package io.runink.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {

    @TempDir Path folder;

    private Path located(String setting, Path directory, String... arguments) {
        return Home.locate(setting, directory, List.of(arguments)).path();
    }

    @Test
    void isWhatTheSettingSays() {
        assertThat(located("/var/runink", folder)).isEqualTo(Path.of("/var/runink"));
        assertThat(located("state", folder)).isEqualTo(folder.resolve("state"));
    }

    @Test
    void isTheNearestUpward() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("a/b/c"));
        Files.createDirectory(folder.resolve(".runink"));
        Path near = Files.createDirectory(folder.resolve("a/.runink"));

        assertThat(located("", inner)).isEqualTo(near);
    }

    @Test
    void isBesideTheCommandWhereThereIsNone() {
        assertThat(located("", folder, "run")).isEqualTo(folder.resolve(".runink"));
    }

    @Test
    void isTheNewWorkspacesOwnForHerdInit() throws IOException {
        Files.createDirectory(folder.resolve(".runink"));
        Path inner = Files.createDirectory(folder.resolve("inner"));

        assertThat(located("", inner, "herd", "init", "x")).isEqualTo(inner.resolve(".runink"));
        assertThat(located("", inner, "herd", "init", "x", "--dir", "d"))
                .isEqualTo(inner.resolve("d/.runink"));
        assertThat(located("", inner, "herd", "init", "--dir=../e", "x"))
                .isEqualTo(folder.resolve("e/.runink"));
        assertThat(located("", inner, "demo")).isEqualTo(inner.resolve("runink-demo/.runink"));
        assertThat(located("", inner, "demo", "--dir", "d")).isEqualTo(inner.resolve("d/.runink"));
        assertThat(located("", inner, "herd", "list")).isEqualTo(folder.resolve(".runink"));
    }

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        Home home = new Home(folder.resolve("w/.runink"));

        home.create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.path())))
                .isEqualTo("rwx------");
        assertThat(home.run()).isDirectory();
    }

    @Test
    void isRefusedWhereAFileIsInTheWay() throws IOException {
        Path file = Files.createFile(folder.resolve(".runink"));

        assertThatThrownBy(() -> new Home(file).create())
                .hasMessageStartingWith(
                        "RNK-KERNEL-002: home '" + file + "' cannot be used (a file");
    }
}
