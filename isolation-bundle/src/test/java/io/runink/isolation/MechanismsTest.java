package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.Capabilities.Mechanism;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code runi doctor --isolation} prints. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MechanismsTest {

    @TempDir private Path folder;

    private final Machine real = Machine.here();

    private static List<Mechanism> of(Machine machine) {
        try (SliceLauncher launcher = new SliceLauncher(machine)) {
            return launcher.mechanisms();
        }
    }

    @Test
    void allStandWhereLevelFullIsGiven() {
        try (SliceLauncher launcher = new SliceLauncher(real)) {
            assumeTrue(launcher.capabilities().gives(IsolationLevel.FULL), "full is not given");

            assertThat(launcher.mechanisms())
                    .allMatch(Mechanism::works)
                    .allMatch(it -> it.remedy().isEmpty())
                    .extracting(Mechanism::name)
                    .contains(
                            "bwrap",
                            "user namespace",
                            "net namespace",
                            "system call filter",
                            "no new privileges",
                            "no capabilities",
                            "no root in its users",
                            "user of its own",
                            "limit: memory",
                            "limit: processes",
                            "limit: processor time",
                            "limit: end of all at once");
        }
    }

    @Test
    void whatIsMissingIsNamedWithItsRemedyAndTheLevelThatNeedsIt() {
        Tools tools = new Tools(List.of(folder));
        List<Mechanism> rows = of(new Machine(tools, real.uid(), Optional.empty(), real.filters()));

        assertThat(rows)
                .filteredOn(it -> it.name().equals("bwrap"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.works()).isFalse();
                    assertThat(it.level()).isEqualTo(IsolationLevel.SANDBOX);
                    assertThat(it.found()).isEqualTo("bubblewrap is not installed");
                    assertThat(it.remedy()).contains("apt-get install bubblewrap");
                });
        assertThat(rows)
                .filteredOn(it -> it.name().equals("walls") || it.name().equals("cgroups"))
                .hasSize(2)
                .noneMatch(Mechanism::works)
                .noneMatch(it -> it.remedy().isEmpty());
    }

    @Test
    void aFilterThatIsNotLoadedIsSeen() {
        Machine machine =
                new Machine(
                        real.tools(),
                        real.uid(),
                        Optional.empty(),
                        new Filters(new byte[8], new byte[8]));

        assertThat(of(machine))
                .filteredOn(it -> it.name().equals("walls"))
                .singleElement()
                .satisfies(it -> assertThat(it.found()).contains("bwrap:"));
    }
}
