package io.runink.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.runink.api.slice.LiveSlice;
import io.runink.api.slice.SliceMonitor;
import io.runink.api.slice.SliceMonitor.PoolFigures;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Counts slices by what they do, and how the pool of warm ones serves. */
final class SliceMetrics {

    private SliceMetrics() {}

    static void bind(MeterRegistry registry, SliceMonitor monitor) {
        for (LiveSlice.State state : LiveSlice.State.values()) {
            Gauge.builder("runink.slices", monitor, it -> count(it, state))
                    .description("Slices that live now")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        claims(registry, monitor, "warm", PoolFigures::warm);
        claims(registry, monitor, "cold", PoolFigures::cold);
        claims(registry, monitor, "fallback", PoolFigures::fallbacks);
        Gauge.builder("runink.slices.parked", monitor, it -> it.pool().parkedBytes())
                .description("Memory of the slices that are kept warm")
                .baseUnit("bytes")
                .register(registry);
    }

    private static double count(SliceMonitor monitor, LiveSlice.State state) {
        return monitor.slices().stream().filter(it -> it.state() == state).count();
    }

    private static void claims(
            MeterRegistry registry,
            SliceMonitor monitor,
            String start,
            ToDoubleFunction<PoolFigures> of) {
        FunctionCounter.builder("runink.slices.claims", monitor, it -> of.applyAsDouble(it.pool()))
                .description("Slices that were given work, by how they had started")
                .tag("start", start)
                .register(registry);
    }
}
