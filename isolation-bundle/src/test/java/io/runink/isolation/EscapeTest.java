package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
