package io.runink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class LateTest {

    @Test
    void whoWaitsGetsTheServiceThatComes() {
        Late<String> late = new Late<>("it");
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> late.await(10));
        late.set("here");
        assertThat(waiting.join()).isEqualTo("here");
    }

    @Test
    void aServiceThatLeftIsWaitedForAgain() {
        Late<String> late = new Late<>("the thing");
        String first = "first";
        late.set(first);
        late.unset("other");
        assertThat(late.await(0)).isEqualTo("first");
        late.unset(first);
        assertThatThrownBy(() -> late.await(0))
                .hasMessageContaining("RNK-CONTROL-005")
                .hasMessageContaining("the thing was not ready within 0 s");
    }
}
