package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.posix.Posix;
import io.runink.spi.isolation.LaunchSpec;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkspaceFilesTest {

    @TempDir Path folder;
    private Path workspace = Path.of("unset");

    @BeforeEach
    void fill() throws IOException {
        workspace = Files.createDirectories(folder.resolve("work"));
        Files.createDirectories(workspace.resolve(".runink/barn"));
        Files.createDirectories(workspace.resolve("scripts"));
        Files.writeString(workspace.resolve(".runink/barn/log"), "of all herds");
        Files.writeString(workspace.resolve("scripts/a.py"), "print()");
        Files.writeString(folder.resolve("other"), "of another");
        Files.createSymbolicLink(workspace.resolve("link"), folder.resolve("other"));
        Files.createSymbolicLink(workspace.resolve("inner"), Path.of("scripts/a.py"));
        Files.createSymbolicLink(workspace.resolve("way"), folder);
    }

    private List<LaunchSpec.Copy> open(String... names) {
        return WorkspaceFiles.open(
                workspace, workspace.resolve(".runink"), "Score", List.of(names));
    }

    @Test
    void filesBelowTheWorkspaceAreOpened() throws IOException {
        List<LaunchSpec.Copy> copies = open("scripts/a.py", "./scripts/../scripts/a.py");

        assertThat(copies)
                .extracting(LaunchSpec.Copy::name)
                .containsExactly("scripts/a.py", "scripts/a.py");
        for (LaunchSpec.Copy copy : copies) {
            try (FileInputStream in = new FileInputStream(Posix.adopt(copy.descriptor()))) {
                assertThat(in.readAllBytes()).asString().isEqualTo("print()");
            }
        }
    }

    @Test
    void aWorkspaceThatIsReachedByALinkIsAWorkspace() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("entry"), workspace);
        List<LaunchSpec.Copy> copies =
                WorkspaceFiles.open(
                        link, link.resolve(".runink"), "Score", List.of("scripts/a.py"));
        assertThat(copies).hasSize(1);
        copies.forEach(it -> Posix.close(it.descriptor()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../other",
                "scripts/../../other",
                "/etc/passwd",
                "link",
                "inner",
                "way/other",
                ".runink/barn/log",
                "scripts/../.runink/barn/log",
                "scripts",
                ".",
                "",
                "missing"
            })
    void noOtherFileIs(String name) {
        assertThatThrownBy(() -> open("scripts/a.py", name))
                .hasMessageStartingWith("RNK-AGENT-013: file '" + name + "' of step 'Score'");
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Path pipe = workspace.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        assertThatThrownBy(() -> open("pipe")).hasMessageStartingWith("RNK-AGENT-013");
    }

    @Test
    void filesAreSmall() throws IOException {
        try (FileChannel large =
                FileChannel.open(
                        workspace.resolve("large"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            large.write(java.nio.ByteBuffer.allocate(1), WorkspaceFiles.BYTES_MAX - 1);
        }
        open("large").forEach(it -> Posix.close(it.descriptor()));
        assertThatThrownBy(() -> open("scripts/a.py", "large"))
                .hasMessageStartingWith("RNK-AGENT-013")
                .hasMessageContaining("32 MiB");
    }
}
