package io.runink.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.error.RuninkException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PosixTest {

    private static final int SIGKILL = 9;

    @TempDir private Path folder;

    @Test
    void newFileIsItsOwnersOnlyAndWritten() throws IOException {
        Path file = folder.resolve("new");
        int fd = Posix.open(file, OpenMode.CREATE_NEW);
        try (FileOutputStream out = new FileOutputStream(Posix.adopt(fd))) {
            out.write("text".getBytes(UTF_8));
            Posix.syncFile(fd);
        }

        assertThat(file).hasContent("text");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void fileIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("old"), "text");
        try (FileInputStream in =
                new FileInputStream(Posix.adopt(Posix.open(file, OpenMode.READ)))) {
            assertThat(in.readAllBytes()).asString().isEqualTo("text");
        }
    }

    @Test
    void appendedFileKeepsWhatItHad() throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "one ");
        try (FileOutputStream out =
                new FileOutputStream(Posix.adopt(Posix.open(file, OpenMode.APPEND)))) {
            out.write("two".getBytes(UTF_8));
        }
        assertThat(file).hasContent("one two");
    }

    @Test
    void nothingIsOverwrittenOrFollowed() throws IOException {
        Path file = Files.writeString(folder.resolve("old"), "text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("missing"));

        assertThatThrownBy(() -> Posix.open(file, OpenMode.CREATE_NEW))
                .hasMessageContaining("RNK-POSIX-008")
                .hasMessageContaining("EEXIST");
        assertThatThrownBy(() -> Posix.open(link, OpenMode.CREATE_NEW))
                .hasMessageContaining("RNK-POSIX-008");
        assertThatThrownBy(() -> Posix.open(link, OpenMode.APPEND)).hasMessageContaining("ELOOP");
        assertThatThrownBy(() -> Posix.open(folder.resolve("missing"), OpenMode.READ))
                .hasMessageContaining("ENOENT");
    }

    @Test
    void fileToReadIsNoLinkAndNobodyWaitsForAPipe() throws Exception {
        Path file = Files.writeString(folder.resolve("old"), "text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        assertThatThrownBy(() -> Posix.open(link, OpenMode.READ_NO_LINK))
                .hasMessageContaining("ELOOP");
        Posix.close(Posix.open(pipe, OpenMode.READ_NO_LINK));
        try (FileInputStream in =
                new FileInputStream(Posix.adopt(Posix.open(file, OpenMode.READ_NO_LINK)))) {
            assertThat(in.readAllBytes()).asString().isEqualTo("text");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE_NEW_BOTH", "UNNAMED"})
    void fileForBothIsWrittenAndReadAgain(OpenMode mode) throws IOException {
        Path place = mode == OpenMode.UNNAMED ? folder : folder.resolve("both");
        int fd = Posix.open(place, mode);
        Path open = Path.of("/proc/self/fd/" + fd);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
                .isEqualTo("rw-------");
        try (FileOutputStream out = new FileOutputStream(Posix.adopt(fd));
                FileInputStream in = new FileInputStream(out.getFD())) {
            out.write("text".getBytes(UTF_8));
            in.getChannel().position(0);
            assertThat(in.readAllBytes()).asString().isEqualTo("text");
            assertThat(folder.toFile().list()).hasSize(mode == OpenMode.UNNAMED ? 0 : 1);
        }
    }

    @Test
    void fileInMemoryIsReadFromItsStartAndCannotBeChanged() throws IOException {
        int fd = Posix.memfd("content", "text".getBytes(UTF_8));
        try (FileInputStream in = new FileInputStream(Posix.adopt(fd))) {
            FileOutputStream out = new FileOutputStream(in.getFD());
            assertThat(in.readAllBytes()).asString().isEqualTo("text");
            assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void childHasTheDescriptorsItIsGivenAndNoOther() throws IOException {
        Path out = folder.resolve("out");
        int log = Posix.open(out, OpenMode.CREATE_NEW);
        int[] pair = Posix.datagramPair();
        // 4 is left out on purpose; whatever this JVM has there must not arrive.
        Map<Integer, Integer> descriptors = Map.of(0, pair[0], 1, log, 2, log, 3, pair[1], 5, log);
        // Asked for one by one: to list them would open one more.
        String script =
                "n=0; while [ $n -lt 300 ]; do"
                        + " [ -e /proc/$$/fd/$n ] && echo $n; n=$((n+1)); done; :";
        int pid = Posix.spawn(shell(script), Map.of(), descriptors);

        assertThat(Posix.await(pid)).isEqualTo(new Exit(0, 0));
        assertThat(out).content().isEqualTo("0\n1\n2\n3\n5\n");
        Posix.close(log);
        Posix.close(pair[0]);
        Posix.close(pair[1]);
    }

    @Test
    void descriptorsMayTradePlaces() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        int one = Posix.open(first, OpenMode.CREATE_NEW);
        int two = Posix.open(second, OpenMode.CREATE_NEW);
        Path out = folder.resolve("out");
        int log = Posix.open(out, OpenMode.CREATE_NEW);
        String place = "/proc/self/fd/";
        int pid =
                Posix.spawn(
                        List.of("/usr/bin/readlink", place + one, place + two),
                        Map.of(),
                        Map.of(one, two, two, one, 1, log));

        assertThat(Posix.await(pid)).isEqualTo(new Exit(0, 0));
        assertThat(out).content().isEqualTo(second + "\n" + first + "\n");
        List.of(one, two, log).forEach(Posix::close);
    }

    @Test
    void environmentIsOnlyWhatIsGiven() throws IOException {
        Path out = folder.resolve("out");
        int log = Posix.open(out, OpenMode.CREATE_NEW);
        int pid =
                Posix.spawn(
                        shell("tr '\\0' ' ' < /proc/self/environ"),
                        Map.of("B", "2", "A", "1"),
                        Map.of(0, log, 1, log, 2, log));

        assertThat(Posix.await(pid).status()).isZero();
        assertThat(out).content().startsWith("A=1 B=2 ").doesNotContain("HOME");
        Posix.close(log);
    }

    @Test
    void signalsAreNeitherBlockedNorIgnored() throws IOException {
        Path out = folder.resolve("out");
        int log = Posix.open(out, OpenMode.CREATE_NEW);
        int pid =
                Posix.spawn(
                        List.of("/bin/cat", "/proc/self/status"),
                        Map.of(),
                        Map.of(0, log, 1, log, 2, log));

        assertThat(Posix.await(pid).status()).isZero();
        assertThat(out)
                .content()
                .contains("SigBlk:\t0000000000000000")
                .contains("SigIgn:\t0000000000000000");
        Posix.close(log);
    }

    @Test
    void endIsToldByStatusOrSignal() {
        assertThat(Posix.await(Posix.spawn(shell("exit 7"), Map.of(), Map.of())))
                .isEqualTo(new Exit(7, 0));

        int pid = Posix.spawn(List.of("/bin/sleep", "60"), Map.of(), Map.of());
        Posix.kill(pid, SIGKILL);
        assertThat(Posix.await(pid)).isEqualTo(new Exit(0, SIGKILL));

        int another = Posix.spawn(shell("exit 3"), Map.of(), Map.of());
        Posix.awaitEnd(another);
        assertThat(Posix.await(another)).isEqualTo(new Exit(3, 0));

        // Reaped: no such process.
        Posix.kill(pid, SIGKILL);
        assertThatThrownBy(() -> Posix.await(pid)).hasMessageStartingWith("RNK-POSIX-003");
    }

    @Test
    void programThatIsMissingIsRefused() {
        assertThatThrownBy(() -> Posix.spawn(List.of("/bin/no-such-program"), Map.of(), Map.of()))
                .hasMessageStartingWith("RNK-POSIX-009")
                .hasMessageContaining("'/bin/no-such-program'");
    }

    @Test
    void wantOfDescriptorsIsTheOperatorsToCure() {
        assertThat(Errno.refusal("socketpair", Errno.EMFILE))
                .hasMessageStartingWith("RNK-POSIX-002");
    }

    @Test
    void userIsTheKernelsViewOfThisProcess() throws IOException {
        assertThat(Posix.uid()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @Test
    void otherPlatformsAreRefused() {
        assertThat(Libc.Platform.fits("Linux", "amd64")).isTrue();
        assertThat(Libc.Platform.fits("Linux", "aarch64")).isTrue();
        assertThat(Libc.Platform.fits("Linux", "riscv64")).isFalse();
        assertThat(Libc.Platform.fits("Mac OS X", "aarch64")).isFalse();
        assertThat(Libc.Platform.unfit("Windows 11 on amd64"))
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-POSIX-001");
    }

    @Test
    void closedJvmIsToldTheFlagItLacks() {
        String java = System.getProperty("java.home") + "/bin/java";
        Path out = folder.resolve("out");
        int log = Posix.open(out, OpenMode.CREATE_NEW);
        int pid =
                Posix.spawn(
                        List.of(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Adopting.class.getName()),
                        Map.of(),
                        Map.of(0, log, 1, log, 2, log));

        Posix.await(pid);
        assertThat(out)
                .content()
                .contains("RNK-POSIX-010")
                .contains("--add-opens=java.base/java.io=");
        Posix.close(log);
    }

    /** Adopts without the flag. */
    static final class Adopting {

        private Adopting() {}

        public static void main(String[] arguments) {
            Posix.adopt(1);
        }
    }

    private static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
    }
}
