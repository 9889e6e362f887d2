package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.herd.IsolationLevel;
import io.runink.api.plan.Resources;
import io.runink.api.slice.LiveSlice;
import io.runink.api.slice.SliceMonitor;
import io.runink.api.slice.SliceUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlicesCommandTest {

    private static final long MIB = 1024 * 1024;

    @TempDir Path root;
    private Bench bench;
    private final FakeMonitor monitor = new FakeMonitor();

    private static final class FakeMonitor implements SliceMonitor {
        List<LiveSlice> slices = List.of();
        long budget;

        @Override
        public List<LiveSlice> slices() {
            return slices;
        }

        @Override
        public PoolFigures pool() {
            return new PoolFigures(7, 2, 1, budget, 56 * MIB);
        }
    }

    @BeforeEach
    void start() throws IOException {
        bench = new Bench(root);
        bench.services.add(SliceMonitor.class, this, () -> monitor);
    }

    private static LiveSlice slice(String name, LiveSlice.State state, @Nullable SliceUsage used) {
        boolean working = state == LiveSlice.State.WORKING;
        return new LiveSlice(
                name,
                state,
                "team",
                working ? "01a" : "",
                working ? "source" : "",
                List.of("io.runink.connector.file"),
                4711,
                200_007,
                IsolationLevel.FULL,
                Resources.STANDARD,
                used,
                Instant.now().minusMillis(400));
    }

    @Test
    void anIdleNodeHasNone() {
        Bench.Result result = bench.run("slices", "list");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).isEqualTo("No slices live now.\n");
    }

    @Test
    void workingAndParkedOnesAreListedWithWhatTheyUse() {
        monitor.budget = 1024 * MIB;
        monitor.slices =
                List.of(
                        slice(
                                "runink-1-1",
                                LiveSlice.State.WORKING,
                                new SliceUsage(94 * MIB, 120 * MIB, 1_250, 30, 21)),
                        slice("runink-1-2", LiveSlice.State.PARKED, null));

        String[] lines = bench.run("slices", "list").out().split("\n", -1);

        assertThat(lines[0].split(" +"))
                .containsExactly(
                        "NAME",
                        "STATE",
                        "HERD",
                        "SLICE",
                        "ISOLATION",
                        "PID",
                        "MEMORY",
                        "OF",
                        "CPU",
                        "AGE");
        assertThat(lines[1])
                .startsWith("runink-1-1  working  team  source  full")
                .containsPattern("94 MiB +256 MiB +1.25 s");
        assertThat(lines[2]).startsWith("runink-1-2  parked   team  -       full");
        assertThat(lines[4])
                .isEqualTo(
                        "Claims since the server started: 7 by a warm slice, 2 cold, 1 cold since"
                                + " a warm one was gone. Parked: 56 MiB of 1.0 GiB.");
    }

    @Test
    void oneIsShownWithItsLimits() {
        monitor.slices =
                List.of(
                        slice(
                                "runink-1-1",
                                LiveSlice.State.WORKING,
                                new SliceUsage(94 * MIB, 120 * MIB, 1_250, 30, 21)));

        assertThat(bench.run("slices", "show", "runink-1-1").out())
                .contains("Slice runink-1-1 is working.")
                .contains("process:   4711 of user 200007")
                .containsPattern("memory +94 MiB +120 MiB +256 MiB")
                .containsPattern("processor +1.25 s +- +2.0 cores")
                .contains("Its threads waited 30 ms for its processor limit.");
    }

    @Test
    void oneThatDoesNotLiveIsRefusedWithThoseThatDo() {
        monitor.slices = List.of(slice("runink-1-1", LiveSlice.State.PARKED, null));

        Bench.Result result = bench.run("slices", "show", "runink-9-9");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("RNK-CLI-014", "'runink-9-9'", "runink-1-1");
    }

    @Test
    void jsonHoldsEverything() {
        monitor.slices = List.of(slice("runink-1-1", LiveSlice.State.PARKED, null));

        Map<String, Object> document = bench.run("slices", "list", "--json").json();

        assertThat(document).containsOnlyKeys("slices", "pool");
        assertThat(document.get("pool"))
                .isEqualTo(
                        Map.of(
                                "warm",
                                7,
                                "cold",
                                2,
                                "fallbacks",
                                1,
                                "budgetBytes",
                                0,
                                "parkedBytes",
                                (int) (56 * MIB)));
    }
}
