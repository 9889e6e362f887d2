package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.error.RuninkException;
import io.runink.api.plan.Assignment;
import io.runink.api.slice.Endpoint;
import io.runink.posix.Posix;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScratchTest {

    @TempDir Path home;

    private static Path opened(int descriptor) {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itIsWrittenAndReadAndHasNoName(boolean unnamed) throws IOException {
        Scratch scratch = Scratch.of(home);
        Posix.close(scratch.open());
        int descriptor = unnamed ? scratch.open() : scratch.unlinked();

        assertThat(scratch.folder()).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opened(descriptor))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.folder())))
                .isEqualTo("rwx------");
        assertThat((Integer) Files.getAttribute(opened(descriptor), "unix:nlink")).isZero();
        try (RandomAccessFile file = new RandomAccessFile(opened(descriptor).toFile(), "rw")) {
            file.write(new byte[] {1, 2, 3});
            file.seek(1);
            assertThat(file.read()).isEqualTo(2);
        }
        Posix.close(descriptor);
    }

    @Test
    void aFolderThatCannotBeHadIsTold() throws IOException {
        Files.writeString(Files.createDirectory(home.resolve("run")).resolve("scratch"), "a file");
        assertThatThrownBy(() -> Scratch.of(home).open()).hasMessageStartingWith("RNK-AGENT-010");
    }

    @Test
    void whatAnAgentLeftIsSwept() throws IOException {
        Scratch scratch = Scratch.of(home);
        scratch.sweep();
        Files.writeString(Files.createDirectories(scratch.folder()).resolve("left"), "");
        scratch.sweep();
        assertThat(scratch.folder()).isEmptyDirectory();
    }

    /** Run in a process of its own: fills scratch space and waits to be killed. */
    static final class Filler {
        private Filler() {}

        public static void main(String[] arguments) throws Exception {
            Scratch scratch = Scratch.of(Path.of(arguments[0]));
            int[] descriptors = {scratch.open(), scratch.unlinked()};
            for (int descriptor : descriptors) {
                try (RandomAccessFile file =
                        new RandomAccessFile(opened(descriptor).toFile(), "rw")) {
                    file.write(new byte[8 << 20]);
                }
            }
            System.out.println("full");
            Thread.sleep(60_000);
        }
    }

    @Test
    void nothingRemainsOfAnAgentThatIsKilled() throws Exception {
        Process filler =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                Stream.of(
                                                Filler.class,
                                                Scratch.class,
                                                Posix.class,
                                                RuninkException.class)
                                        .map(it ->
                                                it.getProtectionDomain()
                                                        .getCodeSource()
                                                        .getLocation()
                                                        .getPath())
                                        .collect(Collectors.joining(":")),
                                Filler.class.getName(),
                                home.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (InputStream out = filler.getInputStream()) {
            assertThat(out.read()).isEqualTo('f');
            assertThat(Scratch.of(home).folder()).isEmptyDirectory();
        } finally {
            filler.destroyForcibly().waitFor();
        }
        assertThat(Scratch.of(home).folder()).isEmptyDirectory();
    }

    @Test
    void aSliceThatNeedsItGetsItWithItsBound() throws Exception {
        try (AgentBench bench = new AgentBench(home)) {
            Assignment assignment =
                    bench.assignment(
                            new AgentBench.Cast(ScriptedSlice.Script.WORK),
                            new AgentBench.Cast(ScriptedSlice.Script.WORK, 12345, null));
            try (Grants grants = Grants.open(assignment, bench.archive(), home.resolve("home"))) {
                List<Endpoint> none =
                        grants.of(assignment.plan().slices().get(0)).stream()
                                .map(Grants.Grant::endpoint)
                                .filter(it -> it.role() == Endpoint.Role.SPILL)
                                .toList();
                List<Grants.Grant> some =
                        grants.of(assignment.plan().slices().get(1)).stream()
                                .filter(it -> it.endpoint().role() == Endpoint.Role.SPILL)
                                .toList();
                assertThat(none).isEmpty();
                assertThat(some)
                        .singleElement()
                        .satisfies(it -> {
                            assertThat(it.endpoint().bytes()).isEqualTo(12345);
                            assertThat(Files.size(opened(it.descriptor()))).isZero();
                        });
                assertThat(home.resolve("home/run/scratch")).isEmptyDirectory();
                grants.discard(assignment);
            }
        }
    }
}
