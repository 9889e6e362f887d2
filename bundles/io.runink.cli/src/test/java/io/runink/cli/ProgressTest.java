package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.run.RunProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    private final StringWriter said = new StringWriter();
    private long now;

    private Console console(boolean terminal) {
        PrintWriter writer = new PrintWriter(said, true);
        return new Console(writer, writer, false, terminal, new Figures(StandardCharsets.US_ASCII));
    }

    private void after(long millis) {
        now += millis * 1_000_000;
    }

    @Test
    void saysALineEveryFiveSecondsToALog() {
        try (Progress progress = new Progress(console(false), () -> now)) {
            progress.rows(10, 1000);
            after(4_999);
            progress.rows(400, 1000);
            after(1);
            progress.rows(500, 1000);
            after(1_000);
            progress.rows(600, 1000);
        }
        assertThat(said.toString().lines()).containsExactly("500 of 1000 rows, 100 rows/s");
    }

    @Test
    void staysInPlaceOnATerminalAndLeavesNothing() {
        try (Progress progress = new Progress(console(true), () -> now)) {
            after(1_000);
            progress.run(new RunProgress(2000, 1990, 10, 500, 1000));
        }
        assertThat(said)
                .hasToString(
                        "\r\u001b[Kread 2000, written 1990, quarantined 10, 50 % of the input,"
                                + " 2000 rows/s\r\u001b[K");
    }

    @Test
    void keepsQuietAboutATotalItDoesNotKnow() {
        try (Progress progress = new Progress(console(false), () -> now)) {
            after(5_000);
            progress.run(new RunProgress(10, 9, 1, 500, 0));
        }
        assertThat(said.toString()).doesNotContain("%");
    }
}
