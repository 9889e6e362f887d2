package io.runink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.error.RuninkException;
import io.runink.api.herd.IsolationLevel;
import io.runink.spi.isolation.Capabilities;
import io.runink.spi.isolation.LaunchSpec;
import io.runink.spi.isolation.Launcher;
import io.runink.spi.isolation.SliceProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A demanded isolation is given or refused, never weakened unasked. */
final class LevelTest {

    private static final Launcher PLAIN =
            new Launcher() {
                @Override
                public Capabilities capabilities() {
                    return new Capabilities(
                            List.of(new Capabilities.Level(IsolationLevel.PROCESS, "it starts")),
                            List.of(
                                    new Capabilities.Missing(
                                            IsolationLevel.FULL, "no bwrap", "install it")),
                            List.of());
                }

                @Override
                public List<Capabilities.Mechanism> mechanisms() {
                    return List.of();
                }

                @Override
                public SliceProcess launch(LaunchSpec spec) {
                    throw new AssertionError("nothing is launched");
                }
            };

    @Test
    void whatTheMachineGivesIsTaken() {
        assertThat(ControlRoom.level(PLAIN, IsolationLevel.PROCESS, false))
                .isEqualTo(IsolationLevel.PROCESS);
        assertThat(ControlRoom.level(PLAIN, IsolationLevel.FULL, true))
                .isEqualTo(IsolationLevel.PROCESS);
    }

    @Test
    void whatItLacksIsRefused() {
        assertThatThrownBy(() -> ControlRoom.level(PLAIN, IsolationLevel.FULL, false))
                .isInstanceOf(RuninkException.class)
                .hasMessage(
                        "RNK-CONTROL-002: isolation 'full' is demanded, this machine gives"
                                + " 'process' (no bwrap); install it, or let the herd accept"
                                + " 'process'; 'runi doctor' shows more");
    }
}
