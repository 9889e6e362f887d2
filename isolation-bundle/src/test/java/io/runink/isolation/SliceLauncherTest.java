package io.runink.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SliceLauncherTest {

    private static final int SIGKILL = 9;
    private static final String FDS =
            "n=0; while [ $n -lt 300 ]; do [ -e /proc/$$/fd/$n ] && echo $n; n=$((n+1)); done; :";

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
    @EnumSource(names = {"FULL", "SANDBOX", "PROCESS"})
    void commandHasFourDescriptorsAnEmptyEnvironmentAndItsOwnLog(IsolationLevel level)
            throws IOException {
        walls.need(level);
        LaunchSpec spec =
                walls.shell(level, FDS + "; tr '\\0' '\\n' < /proc/$$/environ; echo end >&2");

        assertThat(walls.run(spec).output()).isEqualTo("0\n1\n2\n3\nend\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spec.log())))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX", "PROCESS"})
    void agentAndCommandTalkOverTheControlChannel(IsolationLevel level) throws Exception {
        walls.need(level);
        // A shell reads byte by byte, and a message is gone with its first read.
        LaunchSpec spec = walls.shell(level, "read go <&3; printf 'heard' >&3");
        try (SliceProcess slice = walls.launcher().launch(spec)) {
            slice.control().send(new byte[] {'\n'}, List.of());

            assertThat(slice.control().receive().map(it -> new String(it, UTF_8)))
                    .contains("heard");
            assertThat(slice.control().receive()).isEmpty();
            assertThat(slice.exit().get(10, TimeUnit.SECONDS).status()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX", "PROCESS"})
    void pidIsThatOfTheCommandItself(IsolationLevel level) throws Exception {
        walls.need(level);
        try (SliceProcess slice = walls.launcher().launch(waiting(level))) {
            // It answers, so that it is past every wrapper.
            slice.control().send(new byte[] {'\n'}, List.of());
            assertThat(slice.control().receive()).isPresent();

            String status = Files.readString(Path.of("/proc/" + slice.pid() + "/cmdline"));
            assertThat(status).startsWith("/bin/sh\0-c\0");
            assertThat(slice.uid())
                    .isEqualTo(
                            (long)
                                    (Integer)
                                            Files.getAttribute(
                                                    Path.of("/proc/" + slice.pid()), "unix:uid"));
        }
    }

    private LaunchSpec waiting(IsolationLevel level) {
        return walls.shell(level, "read go <&3; echo ready >&3; read end <&3; exit 5");
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX", "PROCESS"})
    void exitTellsStatusAndSignal(IsolationLevel level) {
        walls.need(level);

        assertThat(walls.run(walls.shell(level, "exit 7")).exit())
                .extracting(SliceExit::status, SliceExit::signal)
                .containsExactly(7, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "SANDBOX", "PROCESS"})
    void killEndsTheWholeTree(IsolationLevel level) throws Exception {
        walls.need(level);
        LaunchSpec spec = walls.shell(level, "sleep 300 & sleep 300 & echo up >&3; sleep 300");
        try (SliceProcess slice = walls.launcher().launch(spec)) {
            assertThat(slice.control().receive()).isPresent();

            slice.kill();
            slice.kill();

            SliceExit exit = slice.exit().get(10, TimeUnit.SECONDS);
            assertThat(exit.signal()).isEqualTo(SIGKILL);
            // Every holder of descriptor 3 is gone: the children had it too.
            assertThat(slice.control().receive()).isEmpty();
        }
    }

    @Test
    void everySliceHasAUserOfItsOwn() {
        walls.need(IsolationLevel.FULL);
        String first = walls.output(IsolationLevel.FULL, "id -u").strip();
        String second = walls.output(IsolationLevel.FULL, "id -u").strip();

        assertThat(Integer.parseInt(first)).isBetween(SliceUids.FIRST, SliceUids.LAST);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void boundFilesAreReadableAtTheirNewPlaceEvenBelowAClosedFolder() throws IOException {
        walls.need(IsolationLevel.FULL);
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path open = Files.createDirectory(closed.resolve("open"));
        Path file = Files.writeString(open.resolve("file"), "content");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));

        for (IsolationLevel level :
                walls.launcher().capabilities().levels().stream()
                        .map(it -> it.level())
                        .filter(it -> it != IsolationLevel.NONE)
                        .toList()) {
            LaunchSpec spec =
                    walls.spec(
                            level,
                            List.of(new LaunchSpec.Bind(open, "/runink/in")),
                            List.of("/bin/cat", "/runink/in/file"));
            assertThat(walls.run(spec).output()).as(level.text()).isEqualTo("content");
        }
    }

    @Test
    void ownersOnlyFilesAreRefusedBeforeAnythingStarts() throws IOException {
        walls.need(IsolationLevel.FULL);
        Path file = Files.writeString(folder.resolve("secret"), "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        List<String> command = List.of("/bin/true");

        assertThatThrownBy(() ->
                        walls.launcher()
                                .launch(
                                        walls.spec(
                                                IsolationLevel.FULL,
                                                List.of(new LaunchSpec.Bind(file, "/in")),
                                                command)))
                .hasMessageStartingWith("RNK-ISOLATION-003")
                .hasMessageContaining("chmod");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() ->
                        walls.launcher()
                                .launch(
                                        walls.spec(
                                                IsolationLevel.FULL,
                                                List.of(new LaunchSpec.Bind(missing, "/in")),
                                                command)))
                .hasMessageStartingWith("RNK-ISOLATION-003");
    }

    @Test
    void sensibleRequestsOnly() {
        assertThatThrownBy(
                        () -> walls.launcher().launch(walls.shell(IsolationLevel.NONE, "exit 0")))
                .hasMessageStartingWith("RNK-ISOLATION-002");
        walls.need(IsolationLevel.PROCESS);
        for (String name : List.of("", "../up", "Upper", "x".repeat(41))) {
            LaunchSpec spec =
                    new LaunchSpec(
                            name,
                            IsolationLevel.PROCESS,
                            Walls.SMALL,
                            List.of(),
                            List.of("/bin/true"),
                            folder.resolve("log"));
            assertThatThrownBy(() -> walls.launcher().launch(spec))
                    .hasMessageStartingWith("RNK-ISOLATION-002");
        }
        for (String inside : List.of("/proc/x", "/dev/shm", "/", "relative", "/a/../b", "/tmp")) {
            LaunchSpec spec =
                    walls.spec(
                            IsolationLevel.PROCESS,
                            List.of(new LaunchSpec.Bind(folder, inside)),
                            List.of("/bin/true"));
            assertThatThrownBy(() -> walls.launcher().launch(spec))
                    .hasMessageStartingWith("RNK-ISOLATION-002");
        }
    }

    @Test
    void nameOfARunningSliceIsTaken() {
        walls.need(IsolationLevel.FULL);
        LaunchSpec spec = waiting(IsolationLevel.FULL);
        try (SliceProcess slice = walls.launcher().launch(spec)) {
            assertThat(slice.pid()).isPositive();
            assertThatThrownBy(() -> walls.launcher().launch(spec))
                    .hasMessageStartingWith("RNK-ISOLATION-007");
        }
        assertThat(walls.run(walls.shell(IsolationLevel.FULL, "exit 0")).exit().status()).isZero();
    }

    @Test
    void chainThatBreaksIsToldWithWhatItSaidAndLeavesNothing() throws IOException {
        walls.need(IsolationLevel.FULL);
        // A folder cannot be bound onto a file: bubblewrap finds out, not the check before it.
        LaunchSpec spec =
                walls.spec(
                        IsolationLevel.FULL,
                        List.of(
                                new LaunchSpec.Bind(Path.of("/usr/bin/env"), "/runink/a"),
                                new LaunchSpec.Bind(Path.of("/usr"), "/runink/a/b")),
                        List.of("/bin/true"));

        assertThatThrownBy(() -> walls.launcher().launch(spec))
                .hasMessageStartingWith("RNK-ISOLATION-004")
                .hasMessageContaining("bwrap:");
        assertThat(leavesNamed(spec.name())).isEmpty();
    }

    @Test
    void closeRemovesTheCgroupAndTellsThePeak() throws Exception {
        walls.need(IsolationLevel.FULL);
        LaunchSpec spec = waiting(IsolationLevel.FULL);
        SliceProcess slice = walls.launcher().launch(spec);
        assertThat(leavesNamed(spec.name())).isNotEmpty();

        slice.close();

        assertThat(leavesNamed(spec.name())).isEmpty();
        assertThat(slice.exit().get(1, TimeUnit.SECONDS).memoryPeakBytes()).isPositive();
        assertThat(slice.control().receive()).isEmpty();
        assertThatThrownBy(() -> slice.control().send(new byte[1], List.of()))
                .hasMessageStartingWith("RNK-ISOLATION-008");
        slice.close();
    }

    @Test
    void closedLauncherHasEndedItsSlices() throws Exception {
        walls.need(IsolationLevel.PROCESS);
        SliceProcess slice = walls.launcher().launch(waiting(walls.launcher().strongest()));

        walls.close();

        assertThat(slice.exit().get(1, TimeUnit.SECONDS).signal()).isEqualTo(SIGKILL);
    }

    @Test
    void whatIsStartedWhileTheLauncherClosesIsEnded() throws Exception {
        walls.need(IsolationLevel.FULL);
        LaunchSpec spec = waiting(IsolationLevel.FULL);
        SliceLauncher launcher = new SliceLauncher(Machine.here());
        assertThat(launcher.capabilities().gives(IsolationLevel.FULL)).isTrue();
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread starting =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                launcher.launch(spec);
                            } catch (RuntimeException e) {
                                seen.set(e);
                            }
                        });
        while (leavesNamed(spec.name()).isEmpty() && starting.isAlive()) {
            Thread.onSpinWait();
        }

        launcher.close();
        starting.join();

        assertThat(leavesNamed(spec.name())).isEmpty();
        assertThat(seen.get()).hasMessageStartingWith("RNK-ISOLATION-004");
    }

    private static List<Path> leavesNamed(String name) throws IOException {
        Optional<CgroupTree> tree = Machine.here().cgroups();
        return tree.stream()
                .flatMap(it -> List.of(it.memory(), it.pids(), it.cpu()).stream())
                .map(it -> it.resolve(LeafOwner.self().leaf(name)))
                .filter(Files::exists)
                .toList();
    }
}
