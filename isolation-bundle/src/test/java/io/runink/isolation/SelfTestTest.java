package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Machines that lack something. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SelfTestTest {

    @TempDir private Path folder;

    private final Machine real = Machine.here();

    private static Capabilities of(Machine machine) {
        try (SliceLauncher launcher = new SliceLauncher(machine)) {
            return launcher.capabilities();
        }
    }

    @Test
    void machineWithoutToolsGivesNoneAndNamesThePackages() {
        Tools none = new Tools(List.of(folder));
        Machine machine = new Machine(none, real.uid(), real.cgroups(), real.filters());

        Capabilities found = of(machine);

        assertThat(found.levels())
                .extracting(Capabilities.Level::level)
                .containsExactly(IsolationLevel.NONE);
        assertThat(found.lacks(IsolationLevel.SANDBOX).orElseThrow().reason())
                .contains("not installed");
        assertThat(found.facts())
                .anyMatch(it ->
                        !it.good()
                                && it.finding().equals("bubblewrap is not installed")
                                && it.remedy().contains("apt-get install bubblewrap"));
        try (SliceLauncher launcher = new SliceLauncher(machine)) {
            LaunchSpec spec =
                    new LaunchSpec(
                            "x",
                            IsolationLevel.PROCESS,
                            Walls.SMALL,
                            List.of(),
                            List.of("/bin/true"),
                            folder.resolve("log"));
            assertThatThrownBy(() -> launcher.launch(spec))
                    .hasMessageStartingWith("RNK-ISOLATION-001")
                    .hasMessageContaining("strongest here is 'none'")
                    .hasMessageContaining("util-linux");
        }
    }

    @Test
    void processWithoutWallsIsEndedBeforeItsCommandStarts() throws IOException {
        assumeTrue(real.uid() == 0 && real.cgroups().isPresent(), "needs root and cgroups");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        // One that builds nothing, as a broken container's might.
        Path fake = folder.resolve("bwrap");
        Files.writeString(
                fake, "#!/bin/sh\nwhile [ $1 != -- ]; do shift; done; shift; exec \"$@\"\n");
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
        Tools tools = new Tools(List.of(folder, Path.of("/usr/bin"), Path.of("/bin")));
        Machine machine = new Machine(tools, 0, real.cgroups(), real.filters());

        Capabilities found = of(machine);

        assertThat(found.gives(IsolationLevel.FULL)).isFalse();
        assertThat(found.lacks(IsolationLevel.FULL).orElseThrow().reason())
                .contains("was not let run", "Seccomp is '0'", "net namespace");
        try (Spawner spawner = new Spawner()) {
            LaunchSpec spec =
                    new LaunchSpec(
                            "no-walls-" + ProcessHandle.current().pid(),
                            IsolationLevel.SANDBOX,
                            Walls.SMALL,
                            List.of(),
                            List.of("/bin/sh", "-c", "echo ran"),
                            folder.resolve("log"));
            Start.Means means =
                    new Start.Means(
                            new CommandChain(tools, 1024),
                            real.filters(),
                            new SliceUids(),
                            Optional.empty(),
                            spawner,
                            _ -> {});
            assertThatThrownBy(() -> new Start(means, spec).run())
                    .hasMessageStartingWith("RNK-ISOLATION-005");
            assertThat(spec.log()).content().doesNotContain("ran");
        }
    }

    @Test
    void machineWithoutCgroupsDoesNotGiveFull() {
        Capabilities found = of(new Machine(real.tools(), 0, Optional.empty(), real.filters()));

        assertThat(found.lacks(IsolationLevel.FULL).orElseThrow().reason()).contains("no cgroups");
    }

    @Test
    void unknownProcessorGivesNoWalls() {
        Capabilities found =
                of(new Machine(real.tools(), real.uid(), real.cgroups(), Filters.NONE));

        assertThat(found.gives(IsolationLevel.SANDBOX)).isFalse();
        assertThat(found.lacks(IsolationLevel.SANDBOX).orElseThrow().reason())
                .contains("processor");
        assertThat(found.gives(IsolationLevel.PROCESS)).isTrue();
    }

    @Test
    void filterThatTheKernelRefusesMeansNoWalls() {
        // The kernel takes no program without an end: the trial fails, and with it the level.
        Capabilities found =
                of(
                        new Machine(
                                real.tools(),
                                real.uid(),
                                real.cgroups(),
                                new Filters(new byte[8], new byte[8])));

        assertThat(found.gives(IsolationLevel.SANDBOX)).isFalse();
        assertThat(found.lacks(IsolationLevel.SANDBOX).orElseThrow().reason()).contains("bwrap:");
    }

    @Test
    void aTrialThatIsKilledIsTriedAgain() throws IOException {
        assumeTrue(real.uid() == 0 && of(real).gives(IsolationLevel.FULL), "needs level full");
        Path once = folder.resolve("prlimit");
        Path killed = folder.resolve("killed");
        Files.writeString(
                once,
                "#!/bin/sh\n[ -e '%s' ] || { : > '%s'; kill -9 $$; }\nexec /usr/bin/prlimit \"$@\"\n"
                        .formatted(killed, killed));
        Files.setPosixFilePermissions(once, PosixFilePermissions.fromString("rwxr-xr-x"));
        Tools tools = new Tools(List.of(folder, Path.of("/usr/bin"), Path.of("/bin")));

        Capabilities found = of(new Machine(tools, 0, real.cgroups(), real.filters()));

        assertThat(killed).exists();
        assertThat(found.gives(IsolationLevel.FULL)).isTrue();
    }
}
