package io.runink.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import io.runink.api.run.RunReport;
import io.runink.api.run.RunReport.DlqFigures;
import io.runink.api.run.RunReport.Rows;
import io.runink.api.slice.LiveSlice;
import io.runink.api.slice.SliceMonitor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MetricsTest {

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void anEndedRunIsCountedWithItsRowsAndViolations() {
        metrics.runs().started("r1", "farm", dag(), Map.of());
        assertThat(metrics.scrape()).contains("runink_runs_running 1.0");

        ended("r1", "farm", Map.of("price.required", 3L));
        assertThat(metrics.scrape())
                .contains("runink_runs_running 0.0")
                .contains("runink_runs_total{herd=\"farm\",status=\"completed\"} 1.0")
                .contains("runink_rows_read_total{herd=\"farm\"} 10.0")
                .contains("runink_rows_written_total{herd=\"farm\"} 6.0")
                .contains("runink_rows_quarantined_total{herd=\"farm\"} 3.0")
                .contains("runink_rows_filtered_total{herd=\"farm\"} 1.0")
                .contains("runink_rule_violations_total{herd=\"farm\",rule=\"price.required\"} 3.0")
                .contains("runink_run_duration_seconds_count")
                .contains("runink_run_duration_seconds_bucket");
    }

    @Test
    void claimsAreCountedByHowTheirSlicesStarted() {
        SliceMonitor monitor =
                new SliceMonitor() {
                    @Override
                    public List<LiveSlice> slices() {
                        return List.of();
                    }

                    @Override
                    public PoolFigures pool() {
                        return new PoolFigures(7, 2, 1, 100, 56);
                    }
                };
        metrics.slices(monitor);

        assertThat(metrics.scrape())
                .contains("runink_slices{state=\"parked\"} 0.0")
                .contains("runink_slices_claims_total{start=\"warm\"} 7.0")
                .contains("runink_slices_claims_total{start=\"cold\"} 2.0")
                .contains("runink_slices_claims_total{start=\"fallback\"} 1.0")
                .contains("runink_slices_parked_bytes 56.0");
    }

    @Test
    void theSeriesOfRulesAndHerdsAreBounded() {
        for (int i = 0; i < RunMetrics.RULES + 50; i++) {
            ended("r" + i, "farm", Map.of("c" + i + ".type", 1L));
        }
        for (int i = 0; i < RunMetrics.HERDS + 50; i++) {
            ended("s" + i, "herd-" + i, Map.of());
        }

        String scrape = metrics.scrape();
        assertThat(scrape)
                .contains("runink_rule_violations_total{herd=\"farm\",rule=\"other\"} 50.0")
                .contains("runink_rows_read_total{herd=\"other\"} 510.0");
        assertThat(scrape.lines().filter(it -> it.startsWith("runink_rule_violations_total")))
                .hasSize(RunMetrics.RULES + 1);
    }

    @Test
    void theJvmTellsItsBasics() {
        assertThat(metrics.scrape())
                .contains("jvm_memory_used_bytes")
                .contains("jvm_threads_live_threads")
                .contains("process_uptime_seconds")
                .contains("process_cpu_usage");
    }

    private void ended(String run, String herd, Map<String, Long> byRule) {
        metrics.runs()
                .ended(
                        dag(),
                        Map.of(),
                        new RunReport(
                                run,
                                herd,
                                "completed",
                                "sha256:d",
                                "process",
                                new Rows(10, 6, 3, 1),
                                List.of(),
                                List.of(),
                                new DlqFigures("", 3, new TreeMap<>(byRule)),
                                1500,
                                List.of()));
    }

    private static Dag dag() {
        Field field = new Field("a", "a", DataType.of(DataType.Kind.STRING), false, null, null);
        Contract contract =
                new Contract(
                        "A", "a", "1.0.0", "", "A", List.of(field), List.of(), null, null, null);
        return new Dag(
                Dag.FORMAT,
                "s",
                "farm",
                new TreeMap<>(),
                List.of(contract),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>());
    }
}
