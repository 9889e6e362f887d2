package io.runink.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer looks for bytes that crash a reader, stall it or use up its memory: {@code fuzz.seconds}
 * for each target, in a process of its own.
 */
final class FuzzTest {

    private static final Path CHECKOUT =
            Path.of(Objects.requireNonNull(System.getProperty("runink.checkout")));

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 30);

    /** A search that got nowhere has not searched: so many places of the code it must have seen. */
    private static final int COVERED_MIN = 200;

    private static final int EXECUTED_MIN = 100;

    @ParameterizedTest
    @EnumSource
    void nothingBreaksIt(Target target) throws Exception {
        Fuzzing fuzzing = new Fuzzing(target, CHECKOUT, SECONDS);
        Fuzzing.Result result = fuzzing.run();
        assertThat(result.findings()).as(result.log()).isEmpty();
        assertThat(result.exit()).as(result.log()).isZero();
        assertThat(result.executions()).as(result.log()).isGreaterThan(EXECUTED_MIN);
        assertThat(result.covered()).as(result.log()).isGreaterThan(COVERED_MIN);
        System.out.printf(
                "fuzzed %s: %,d inputs in %d s, %d places covered%n",
                target.title(), result.executions(), SECONDS, result.covered());
    }
}
