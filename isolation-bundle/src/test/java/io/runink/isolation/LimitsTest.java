package io.runink.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.SliceExit;
import io.runink.spi.isolation.SliceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Limits that cgroups set, on whatever version this machine has; {@link VmTest} runs it on version
 * 2 where that is not this machine's.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LimitsTest {

    private static final int SIGKILL = 9;

    @TempDir private Path folder;
    private Walls walls = new Walls(Path.of("unset"));
    private IsolationLevel level = IsolationLevel.FULL;

    @BeforeEach
    void raise() {
        walls = new Walls(folder);
        boolean full = walls.launcher().capabilities().gives(IsolationLevel.FULL);
        level = full ? IsolationLevel.FULL : IsolationLevel.SANDBOX;
        walls.need(level);
        assumeTrue(walls.bounded(level), "no cgroups to be had here");
    }

    @AfterEach
    void lower() {
        walls.close();
    }

    private LaunchSpec limited(Resources resources, String script) {
        LaunchSpec plain = walls.shell(level, script);
        return new LaunchSpec(
                plain.name(), plain.level(), resources, List.of(), plain.command(), plain.log());
    }

    private static List<Path> leaf(LaunchSpec spec) {
        CgroupTree tree = Machine.here().cgroups().orElseThrow();
        return Stream.concat(
                        Stream.of(tree.memory(), tree.pids(), tree.cpu()), tree.unified().stream())
                .distinct()
                .map(it -> it.resolve(LeafOwner.self().leaf(spec.name())))
                .toList();
    }

    private static String setting(LaunchSpec spec, String... files) {
        return leaf(spec).stream()
                .flatMap(it -> Stream.of(files).map(it::resolve))
                .flatMap(it -> CgroupFiles.lines(it).stream())
                .findFirst()
                .orElse("");
    }

    @Test
    void versionIsTheOneThatTheMachineIsKnownToHave() {
        String expected = System.getProperty("runink.cgroups", "");
        CgroupTree.Mode mode = Machine.here().cgroups().orElseThrow().mode();

        assertThat(mode.name()).isEqualTo(expected.isEmpty() ? mode.name() : expected);
    }

    @Test
    void limitsAreThereBeforeTheFirstInstruction() {
        LaunchSpec spec = limited(Walls.SMALL, "read go <&3");
        try (SliceProcess slice = walls.launcher().launch(spec)) {
            assertThat(slice.pid()).isPositive();
            assertThat(setting(spec, "memory.max", "memory.limit_in_bytes"))
                    .isEqualTo(Long.toString(Walls.SMALL.memoryBytes()));
            assertThat(setting(spec, "cpu.max", "cpu.cfs_quota_us"))
                    .isIn("100000 100000", "100000");
            assertThat(setting(spec, "pids.max")).isEqualTo("35");
            // No swap: the bytes of version 1 are of memory and swap together.
            assertThat(setting(spec, "memory.swap.max", "memory.memsw.limit_in_bytes"))
                    .isIn("0", Long.toString(Walls.SMALL.memoryBytes()), "");
        }
    }

    @Test
    void moreMemoryThanAllowedEndsAllOfTheSliceAndTellsHowMuchItHad() {
        Walls.Ran ran =
                walls.run(limited(Walls.SMALL, "sleep 300 & sleep 300 & exec tail /dev/zero"));

        assertThat(ran.exit().outOfMemory()).isTrue();
        assertThat(ran.exit().signal()).isEqualTo(SIGKILL);
        assertThat(ran.exit().memoryPeakBytes())
                .isBetween(Walls.SMALL.memoryBytes() / 2, Walls.SMALL.memoryBytes());
    }

    @Test
    void filesInMemoryCount() {
        Resources least = new Resources(64L << 20, 1000, 32);
        // Its folder holds 16 MiB, and with what tail takes it is more than 64.
        Walls.Ran ran =
                walls.run(
                        limited(
                                least,
                                "head -c 16000000 /dev/zero > /tmp/x;"
                                        + " head -c 56000000 /dev/zero | tail -c 56000000 | wc -c"));

        assertThat(ran.exit().outOfMemory()).isTrue();
    }

    @Test
    void moreProcessorTimeThanAllowedIsKeptWaitingAndTold() {
        Resources tenth = new Resources(128L << 20, 100, 32);
        String spin = "n=0; while [ $n -lt 20000 ]; do n=$((n+1)); done";

        SliceExit held = walls.run(limited(tenth, spin)).exit();

        assertThat(held.status()).isZero();
        assertThat(held.throttledMillis()).isPositive();
        assertThat(held.outOfMemory()).isFalse();
        SliceExit calm = walls.run(limited(Walls.SMALL, "exit 0")).exit();
        assertThat(calm.throttledMillis()).isLessThan(held.throttledMillis());
    }

    @Test
    void moreProcessesThanAllowedAreRefusedAndCounted() {
        Walls.Ran ran =
                walls.run(
                        limited(
                                Walls.SMALL,
                                "n=0; while [ $n -lt 200 ]; do sleep 20 & n=$((n+1)); echo $n;"
                                        + " done"));

        assertThat(ran.output()).contains("Cannot fork");
        assertThat(ran.exit().processesRefused()).isPositive();
        assertThat(ran.output().lines().filter(it -> it.matches("\\d+")).count())
                .isBetween(8L, Walls.SMALL.processes() + 3L);
    }

    @Test
    void killEndsTheTreeAndCloseLeavesNothing() throws Exception {
        LaunchSpec spec =
                limited(
                        Walls.SMALL,
                        "n=0; while [ $n -lt 20 ]; do setsid sleep 300 & n=$((n+1)); done;"
                                + " echo up >&3; wait");
        try (SliceProcess slice = walls.launcher().launch(spec)) {
            assertThat(slice.control().receive()).isPresent();

            slice.kill();

            assertThat(slice.exit().get(60, TimeUnit.SECONDS).signal()).isEqualTo(SIGKILL);
            Optional<byte[]> left = slice.control().receive();
            assertThat(left).as("whoever holds the channel still lives").isEmpty();
        }
        assertThat(leaf(spec)).noneMatch(Files::exists);
    }
}
