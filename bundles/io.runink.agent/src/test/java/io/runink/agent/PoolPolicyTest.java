package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.agent.PoolPolicy.Demand;
import io.runink.agent.PoolPolicy.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PoolPolicyTest {

    private static final long NOW = PoolPolicy.LATELY.toNanos() * 3;
    private static final Demand JUST = new Demand(2, NOW - 1);
    private static final Demand BEFORE = new Demand(1, NOW - 1_000);
    private static final Demand LONG_AGO = new Demand(5, NOW - PoolPolicy.LATELY.toNanos());

    private static State<String> state(
            Map<String, Demand> demand, Map<String, Integer> parked, long slices, double pressure) {
        return new State<>(demand, parked, 10, slices * 10, pressure);
    }

    @Test
    void theLastToWorkIsServedFirstAndAsFarAsItsRunsTook() {
        Map<String, Demand> demand = Map.of("a", BEFORE, "b", JUST, "c", LONG_AGO);

        assertThat(PoolPolicy.next(state(demand, Map.of(), 9, 0), NOW)).contains("b");
        assertThat(PoolPolicy.next(state(demand, Map.of("b", 1), 9, 0), NOW)).contains("b");
        assertThat(PoolPolicy.next(state(demand, Map.of("b", 2), 9, 0), NOW)).contains("a");
        assertThat(PoolPolicy.next(state(demand, Map.of("b", 2, "a", 1), 9, 0), NOW)).isEmpty();
    }

    @Test
    void memoryIsNotExceeded() {
        Map<String, Demand> demand = Map.of("a", BEFORE, "b", JUST);

        assertThat(PoolPolicy.next(state(demand, Map.of("b", 2), 2, 0), NOW)).isEmpty();
        assertThat(PoolPolicy.next(state(demand, Map.of(), 0, 0), NOW)).isEmpty();
    }

    @Test
    void nothingIsKeptWhileOthersWaitForMemory() {
        Map<String, Demand> demand = Map.of("a", BEFORE, "b", JUST);
        State<String> pressed = state(demand, Map.of("b", 2, "a", 1), 9, PoolPolicy.PRESSURE_MAX);

        assertThat(PoolPolicy.next(pressed, NOW)).isEmpty();
        assertThat(PoolPolicy.surplus(pressed, NOW)).containsExactly("a", "b", "b");
    }

    @Test
    void whatNobodyWantsAnyMoreIsSurplus() {
        Map<String, Demand> demand = Map.of("b", JUST, "c", LONG_AGO);
        State<String> state = state(demand, Map.of("b", 3, "c", 1, "d", 1), 9, 0);

        assertThat(PoolPolicy.surplus(state, NOW)).containsExactlyInAnyOrder("b", "c", "d");
    }

    @Test
    void demandIsTheMostOfOneRun() {
        assertThat(new Demand(3, 1).and(2, 7)).isEqualTo(new Demand(3, 7));
        assertThat(new Demand(1, 1).and(2, 7)).isEqualTo(new Demand(2, 7));
    }

    @Test
    void pressureAndSharesAreReadFromTheKernelsText() {
        assertThat(MemoryFacts.pressure("some avg10=12.50 avg60=1.00 avg300=0.00 total=1\n"))
                .isEqualTo(12.5);
        assertThat(MemoryFacts.pressure("")).isZero();
        assertThat(MemoryFacts.kibibytes("Rss:  99 kB\nPss:   42 kB\n", "Pss")).hasValue(42);
        assertThat(MemoryFacts.kibibytes("SwapPss: 42 kB\n", "Pss")).isEmpty();
        assertThat(MemoryFacts.available()).isPositive();
        assertThat(MemoryFacts.proportional(ProcessHandle.current().pid()).orElseThrow())
                .isPositive();
    }
}
