package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.Dag;
import io.runink.api.dag.RunPolicy;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.run.RunReport;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AssertionsTest {

    private static List<Problem> broken(long read, long quarantined, String... conditions) {
        List<RunPolicy.Assertion> assertions =
                Stream.of(conditions)
                        .map(it -> new RunPolicy.Assertion(it, it, new Location("a.dsl", 7, 3)))
                        .toList();
        Dag dag =
                new Dag(
                        Dag.FORMAT,
                        "s",
                        "h",
                        new TreeMap<>(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new TreeMap<>(),
                        new RunPolicy(0, 0, 0, assertions));
        TreeMap<String, Long> passed = new TreeMap<>();
        passed.put("join", read - quarantined);
        return io.runink.agent.Assertions.broken(
                dag, new RunReport.Rows(read, read - quarantined, quarantined, 0), passed);
    }

    @Test
    void holdsWhatIsTrue() {
        assertThat(
                        broken(
                                1000,
                                10,
                                "records >= 1000",
                                "double(quarantined) < 0.02 * double(records)",
                                "rows[\"join\"] == written"))
                .isEmpty();
    }

    @Test
    void saysEveryOneThatIsNotWithItsPlaceAndFigures() {
        List<Problem> broken = broken(999, 10, "records >= 1000", "filtered == 0", "written < 5");
        assertThat(broken)
                .extracting(Problem::text)
                .hasSize(2)
                .first()
                .isEqualTo(
                        "RNK-AGENT-007 a.dsl:7:3: the run asserts 'records >= 1000', and it had 999"
                                + " records, 989 written, 10 quarantined, 0 filtered; look at the"
                                + " data, or correct the assertion; nothing was published");
    }

    @Test
    void whatCannotBeToldDoesNotHold() {
        assertThat(broken(0, 0, "written / records > 0")).hasSize(1);
        assertThat(broken(1, 0, "rows[\"none\"] > 0")).hasSize(1);
    }
}
