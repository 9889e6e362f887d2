package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceProcess;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a hostile step would try, tried with real processes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EscapeTest {

    private static final int SIGKILL = 9;

    @TempDir private Path folder;
    private Walls walls = new Walls(Path.of("unset"));

    @BeforeEach
    void raise() {
        walls = new Walls(folder);
    }

    @AfterEach
    void lower() {
        walls.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void otherProcessesAreInvisible(IsolationLevel level) {
        walls.need(level);
        long agent = ProcessHandle.current().pid();
        String output =
                walls.attempt(
                        level,
                        "for p in /proc/[0-9]*; do echo $p; done; kill -0 "
                                + agent
                                + " || echo none; tr '\\0' '\\n' < /proc/1/environ; echo end");

        assertThat(output).contains("/proc/1\n", "none\nend\n");
        assertThat(output.lines().filter(it -> it.startsWith("/proc/"))).hasSizeLessThan(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void filesOfTheHostAreNotThere(IsolationLevel level) throws IOException {
        walls.need(level);
        Path other = Files.writeString(folder.resolve("other-herd"), "theirs");
        String output =
                walls.attempt(
                        level,
                        "for f in /root /home /etc/shadow /etc/passwd /var /run /sys "
                                + System.getProperty("user.home")
                                + " "
                                + other
                                + "; do cat $f && echo \"leak $f\"; ls $f && echo \"leak $f\";"
                                + " done");

        assertThat(output).doesNotContain("leak", "theirs");
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void onlyTmpIsWritableAndItIsCapped(IsolationLevel level) {
        walls.need(level);
        String output =
                walls.attempt(
                        level,
                        "for d in / /usr /etc /dev /bin /proc /proc/sys/kernel; do"
                                + " echo x > $d/x && echo \"leak $d\"; done;"
                                + " echo core > /proc/sys/kernel/core_pattern && echo leak;"
                                + " echo b > /proc/sysrq-trigger && echo leak;"
                                + " mknod /tmp/kmem c 1 2 && echo leak;"
                                + " head -c 33554432 /dev/zero > /tmp/big && echo leak;"
                                + " wc -c < /tmp/big");

        assertThat(output).doesNotContain("leak").contains("No space left on device");
        String last = output.strip().lines().reduce((_, it) -> it).orElse("");
        assertThat(Long.parseLong(last)).isBetween(1L, MountPlan.TMP_BYTES);
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void boundFilesAreReadOnlyAndLinksInThemLeadNowhere(IsolationLevel level) throws IOException {
        walls.need(level);
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.writeString(shared.resolve("input"), "as it was");
        Files.createSymbolicLink(shared.resolve("link"), Path.of("/etc/shadow"));
        Files.setPosixFilePermissions(
                shared, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
        LaunchSpec spec =
                walls.spec(
                        level,
                        List.of(new LaunchSpec.Bind(shared, "/runink/in")),
                        List.of(
                                "/bin/sh",
                                "-c",
                                "cd /runink/in; echo changed > input && echo leak;"
                                        + " echo x > new && echo leak; cat link && echo leak;"
                                        + " cat ../../../../etc/shadow && echo leak"));

        assertThat(walls.run(spec).output()).doesNotContain("leak");
        assertThat(shared.resolve("input")).hasContent("as it was");
        assertThat(shared.resolve("new")).doesNotExist();
        Files.delete(shared.resolve("link"));
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void networkIsALoopbackOfItsOwn(IsolationLevel level) {
        walls.need(level);
        String output =
                walls.output(
                        level,
                        "tail -n +3 /proc/net/dev; cat /proc/net/unix; tail -n +2 /proc/net/route;"
                                + " tail -n +2 /proc/net/tcp");

        assertThat(output.lines().filter(it -> it.contains(":") && !it.contains("Path")))
                .allMatch(it -> it.strip().startsWith("lo:") || it.startsWith("0000"));
        assertThat(output).doesNotContain("@");
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void forkBombIsBounded(IsolationLevel level) {
        walls.need(level);
        String output =
                walls.attempt(
                        level,
                        "n=0; while [ $n -lt 200 ]; do sleep 20 & n=$((n+1)); echo $n; done");

        assertThat(output).contains("Cannot fork");
        assertThat(output.lines().filter(it -> it.matches("\\d+")).count())
                .isBetween(8L, (long) Walls.SMALL.processes());
    }

    @Test
    void memoryHogDiesAlone() {
        walls.need(IsolationLevel.FULL);
        LaunchSpec calm = walls.shell(IsolationLevel.FULL, "read go <&3; exit 0");
        try (SliceProcess neighbour = walls.launcher().launch(calm)) {
            Walls.Ran ran = walls.run(walls.shell(IsolationLevel.FULL, "exec tail /dev/zero"));

            assertThat(ran.exit().outOfMemory()).isTrue();
            assertThat(ran.exit().signal()).isEqualTo(SIGKILL);
            assertThat(ran.exit().memoryPeakBytes())
                    .isBetween(Walls.SMALL.memoryBytes() / 2, Walls.SMALL.memoryBytes());
            assertThat(neighbour.exit()).isNotDone();
            assertThat(ProcessHandle.of(neighbour.pid())).isPresent();
        }
    }

    @Test
    void twoSlicesOfOneHerdCannotReachEachOther() {
        walls.need(IsolationLevel.FULL);
        LaunchSpec calm = walls.shell(IsolationLevel.FULL, "read go <&3; exit 0");
        try (SliceProcess neighbour = walls.launcher().launch(calm)) {
            String output =
                    walls.attempt(
                            IsolationLevel.FULL,
                            "kill -9 "
                                    + neighbour.pid()
                                    + " && echo leak; ls /proc/"
                                    + neighbour.pid()
                                    + " && echo leak; id -u");

            assertThat(output).doesNotContain("leak");
            assertThat(output.strip()).doesNotEndWith(Long.toString(neighbour.uid()));
            assertThat(neighbour.exit()).isNotDone();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void devicesAreFiveHarmlessOnes(IsolationLevel level) {
        walls.need(level);

        assertThat(walls.output(level, "ls /dev").lines())
                .containsExactlyInAnyOrder("null", "zero", "full", "random", "urandom");
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void aProgramOfRootThatSetsItsUserGainsNothing(IsolationLevel level) throws IOException {
        walls.need(level);
        Path program = Files.copy(Path.of("/usr/bin/id"), folder.resolve("id"));
        Files.setAttribute(program, "unix:mode", 0104755);
        LaunchSpec spec =
                walls.spec(
                        level,
                        List.of(new LaunchSpec.Bind(program, "/runink/id")),
                        List.of(
                                "/bin/sh",
                                "-c",
                                "id -u; /runink/id -u; grep CapEff /proc/self/status"));
        List<String> lines = walls.run(spec).output().lines().toList();

        assertThat(lines).hasSize(3).endsWith("CapEff:\t0000000000000000");
        assertThat(lines.get(1)).isEqualTo(lines.getFirst()).isNotEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void socketsOfTheAgentAreOutOfReach(IsolationLevel level) throws Exception {
        walls.need(level);
        Path path = folder.resolve("agent.socket");
        Path python = Path.of("/usr/bin/python3");
        String listen =
                "import socket,sys\nu=socket.socket(socket.AF_UNIX);u.bind('\\0runink-escape-"
                        + ProcessHandle.current().pid()
                        + "');u.listen();print('up',flush=True);sys.stdin.read()";
        Process host = new ProcessBuilder(python.toString(), "-c", listen).start();
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            assertThat(host.inputReader().readLine()).isEqualTo("up");
            String attempt =
                    """
                    import socket
                    def attempt(family, address):
                        try:
                            socket.socket(family).connect(address)
                            print('leak')
                        except OSError as e:
                            print(e.errno)
                    attempt(socket.AF_UNIX, 'PATH')
                    attempt(socket.AF_UNIX, '\\0runink-escape-PID')
                    attempt(socket.AF_INET, ('1.1.1.1', 53))
                    """
                            .replace("PATH", path.toString())
                            .replace("PID", Long.toString(ProcessHandle.current().pid()));
            LaunchSpec spec =
                    walls.spec(level, List.of(), List.of(python.toString(), "-c", attempt));

            // No such file, refused, no network.
            assertThat(walls.run(spec).output()).isEqualTo("2\n111\n101\n");
        } finally {
            host.destroy();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX"})
    void theHostSeesEveryWallOfEveryProcessBehindThem(IsolationLevel level) throws Exception {
        walls.need(level);
        LaunchSpec spec = walls.shell(level, "sleep 300 & echo up >&3; wait");
        try (SliceProcess slice = walls.launcher().launch(spec)) {
            assertThat(slice.control().receive()).isPresent();
            List<Long> pids =
                    Stream.concat(
                                    Stream.of(slice.pid()),
                                    ProcessHandle.of(slice.pid())
                                            .orElseThrow()
                                            .descendants()
                                            .map(ProcessHandle::pid))
                            .toList();
            assertThat(pids).hasSize(2);
            for (long pid : pids) {
                Path process = Path.of("/proc", Long.toString(pid));
                assertThat(Files.readAllLines(process.resolve("status")))
                        .contains(
                                "Seccomp:\t2",
                                "NoNewPrivs:\t1",
                                "CapEff:\t0000000000000000",
                                "CapPrm:\t0000000000000000",
                                "CapAmb:\t0000000000000000");
                // Inside, outside, how many: one user, that is not the host's root.
                String[] map = Files.readString(process.resolve("uid_map")).strip().split(" +", -1);
                assertThat(map).hasSize(3).endsWith(Long.toString(slice.uid()), "1");
                assertThat(slice.uid()).isNotZero();
            }
        }
    }
}
