package io.runink.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.runink.api.dag.Dag;
import io.runink.api.lineage.RunEvents;
import io.runink.api.run.RunReport;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts runs, rows and violations. The number of series is bounded, whatever runs. */
final class RunMetrics implements RunEvents {

    /** Herds told apart; all others share {@link #OTHER}. */
    static final int HERDS = 100;

    /** Rules told apart, over all herds. */
    static final int RULES = 500;

    static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Bounded herds = new Bounded(HERDS);
    private final Bounded rules = new Bounded(RULES);

    /** The first so many of something. */
    private static final class Bounded {
        private final int limit;
        private final Set<String> known = ConcurrentHashMap.newKeySet();

        Bounded(int limit) {
            this.limit = limit;
        }

        synchronized boolean admits(String name) {
            return known.contains(name) || (known.size() < limit && known.add(name));
        }
    }

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("runink.runs.running", running, Set::size)
                .description("Runs that started and are at work")
                .register(registry);
    }

    @Override
    public void started(String run, String herd, Dag dag, Map<String, String> uris) {
        running.add(run);
    }

    /** It is counted when it ends; until then it needs a person and nothing else. */
    @Override
    public void held(Dag dag, Map<String, String> uris, RunReport report) {
        running.remove(report.run());
    }

    @Override
    public void ended(Dag dag, Map<String, String> uris, RunReport report) {
        running.remove(report.run());
        String herd = herds.admits(report.herd()) ? report.herd() : OTHER;
        Counter.builder("runink.runs")
                .description("Runs that ended")
                .tag("herd", herd)
                .tag("status", report.status())
                .register(registry)
                .increment();
        Timer.builder("runink.run.duration")
                .description("Wall time from the request to the end")
                .tag("herd", herd)
                .tag("status", report.status())
                .serviceLevelObjectives(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1))
                .register(registry)
                .record(Duration.ofMillis(report.millis()));
        rows("read", "Rows that sources read", herd, report.rows().read());
        rows("written", "Rows that sinks wrote", herd, report.rows().written());
        rows("quarantined", "Rows that were rejected", herd, report.rows().quarantined());
        rows("filtered", "Rows a scenario left out", herd, report.rows().filtered());
        RunReport.DlqFigures dlq = report.dlq();
        if (dlq != null) {
            dlq.byRule().forEach((rule, count) -> violations(herd, rule, count));
        }
    }

    private void rows(String kind, String description, String herd, long count) {
        Counter.builder("runink.rows." + kind)
                .description(description)
                .tag("herd", herd)
                .register(registry)
                .increment((double) count);
    }

    private void violations(String herd, String rule, long count) {
        Counter.builder("runink.rule.violations")
                .description("Violations of a contract's rule")
                .tag("herd", herd)
                .tag("rule", rules.admits(herd + "/" + rule) ? rule : OTHER)
                .register(registry)
                .increment((double) count);
    }
}
