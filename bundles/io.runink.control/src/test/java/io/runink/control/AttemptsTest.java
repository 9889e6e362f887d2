package io.runink.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.RunPolicy;
import io.runink.api.error.Problem;
import io.runink.api.run.RunReport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttemptsTest {

    private final List<Long> pauses = new ArrayList<>();
    private final Problem full = ControlError.HOME.problem("no room", "make room");
    private final Problem wrong = ControlError.URI.problem("no URI", "write one");

    private static RunReport report(String run, Problem... problems) {
        return new RunReport(
                run,
                "h",
                problems.length == 0 ? "completed" : "failed",
                "sha256:00",
                "full",
                RunReport.Rows.NONE,
                List.of(),
                List.of(),
                null,
                1,
                List.of(problems));
    }

    private RunReport run(int retries, RunReport... attempts) {
        Iterator<RunReport> next = List.of(attempts).iterator();
        RunReport last =
                new Attempts(new RunPolicy(0, retries, 500, List.of()), pauses::add)
                        .run(next::next);
        assertThat(next).isExhausted();
        return last;
    }

    @Test
    void triesAgainWhatMayGoAway() {
        RunReport last = run(3, report("a", full), report("b", full), report("c"));
        assertThat(last.run()).isEqualTo("c");
        assertThat(last.status()).isEqualTo("completed");
        assertThat(pauses).containsExactly(500L, 1000L);
        assertThat(last.warnings())
                .extracting(Problem::code)
                .containsOnly(ControlError.TRIED_AGAIN.code());
        assertThat(last.warnings())
                .extracting(Problem::message)
                .containsExactly(
                        "attempt 1 of at most 4, run 'a', failed with RNK-CONTROL-008 and was tried"
                                + " again after 500 ms",
                        "attempt 2 of at most 4, run 'b', failed with RNK-CONTROL-008 and was tried"
                                + " again after 1000 ms");
    }

    @Test
    void givesUpWhenTheScenarioSaysSo() {
        assertThat(run(1, report("a", full), report("b", full)).status()).isEqualTo("failed");
        assertThat(run(0, report("c", full)).warnings()).isEmpty();
    }

    @Test
    void neverRepeatsWhatFailsTheSameWay() {
        assertThat(run(3, report("a", full, wrong)).run()).isEqualTo("a");
        assertThat(pauses).isEmpty();
    }
}
