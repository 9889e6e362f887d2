package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Spoilt files end in diagnostics; those that are still right, in a layout of the same meaning. */
@Timeout(300)
final class ScenarioMutationTest {

    private static final long SEED = 20260731;

    @Test
    void spoiltFilesEndInAnAnswer() {
        Random random = new Random(SEED);
        Mutations mutations = new Mutations(random);
        List<String> texts =
                IntStream.range(0, 50).mapToObj(it -> new RandomScenario(it).text()).toList();
        int right = 0;
        for (int round = 0; round < 8_000; round++) {
            String text = mutations.spoil(texts.get(random.nextInt(texts.size())));
            try {
                right += ScenarioProperties.hold(text) ? 1 : 0;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("round " + round + " of seed " + SEED + ":\n" + text, e);
            }
        }
        assertThat(right).as("texts that are right still").isBetween(1_000, 7_000);
    }
}
