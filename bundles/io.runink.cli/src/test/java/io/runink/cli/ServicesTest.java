package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.error.RuninkException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ServicesTest {

    @Test
    void waitsForAServiceThatComesLate() throws Exception {
        Services services = new Services(Duration.ofMinutes(1));
        CompletableFuture<String> answer =
                CompletableFuture.supplyAsync(() -> services.need(String.class));
        services.add(Integer.class, "a", () -> 1);
        services.add(String.class, "a", () -> "here");
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("here");
    }

    @Test
    void namesTheServiceThatDoesNotCome() {
        Services services = new Services(Duration.ofMillis(10));
        assertThatThrownBy(() -> services.need(String.class))
                .isInstanceOf(RuninkException.class)
                .hasMessageStartingWith("RNK-CLI-004: service 'String' did not appear");
    }

    @Test
    void keepsTheOfferThatReplacedAnother() {
        Services services = new Services(Duration.ofMillis(10));
        services.add(String.class, "old", () -> "old");
        services.add(String.class, "new", () -> "new");
        services.remove(String.class, "old");
        assertThat(services.need(String.class)).isEqualTo("new");
        services.remove(String.class, "new");
        assertThatThrownBy(() -> services.need(String.class)).isInstanceOf(RuninkException.class);
    }

    @Test
    void takesNoServiceWhoseComponentFailed() {
        Services services = new Services(Duration.ofMillis(10));
        services.add(String.class, "broken", () -> null);
        assertThatThrownBy(() -> services.need(String.class)).isInstanceOf(RuninkException.class);
    }

    @Test
    void startsNothingUntilItIsAskedFor() {
        Services services = new Services(Duration.ofMillis(10));
        int[] started = {0};
        services.add(Integer.class, "a", () -> ++started[0]);
        assertThat(started[0]).isZero();
        assertThat(services.need(Integer.class)).isEqualTo(1);
    }

    @Test
    void givesUpWhenInterrupted() {
        Services services = new Services(Duration.ofMinutes(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> services.need(String.class)).isInstanceOf(RuninkException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
