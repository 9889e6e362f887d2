package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class FiguresTest {

    private final Figures figures = new Figures(StandardCharsets.UTF_8);

    @Test
    void groupsDigitsByThree() {
        assertThat(figures.count(0)).isEqualTo("0");
        assertThat(figures.count(999)).isEqualTo("999");
        assertThat(figures.count(1000)).isEqualTo("1\u202f000");
        assertThat(figures.count(-1234567)).isEqualTo("-1\u202f234\u202f567");
        assertThat(new Figures(StandardCharsets.US_ASCII).count(1000)).isEqualTo("1000");
        assertThat(figures.count(1, "row") + figures.count(2, "row")).isEqualTo("1 row2 rows");
    }

    @Test
    void choosesUnits() {
        assertThat(figures.bytes(1023)).isEqualTo("1023 B");
        assertThat(figures.bytes(1536)).isEqualTo("1.5 KiB");
        assertThat(figures.bytes(256L << 20)).isEqualTo("256 MiB");
        assertThat(figures.bytes(5L << 50)).isEqualTo("5120 TiB");
        assertThat(figures.millis(999)).isEqualTo("999 ms");
        assertThat(figures.millis(1234)).isEqualTo("1.23 s");
        assertThat(figures.millis(125_000)).isEqualTo("2 min 5 s");
    }

    @Test
    void linesColumnsUp() {
        StringWriter text = new StringWriter();
        new Table("NAME", " ROWS", "FILE")
                .row("a", "1", "x")
                .row("longer", "1\u202f000", "")
                .print(new PrintWriter(text, true), "> ");
        assertThat(text.toString().lines())
                .containsExactly(
                        "> NAME     ROWS  FILE", "> a           1  x", "> longer  1\u202f000");
    }

    @Test
    void findsWhatWasMeant() {
        java.util.List<String> names = java.util.List.of("compile", "run", "runs", "synth");
        assertThat(Nearest.to("complie", names)).contains("compile");
        assertThat(Nearest.to("RUN", names)).contains("run");
        assertThat(Nearest.to("snyth", names)).contains("synth");
        assertThat(Nearest.to("zebra", names)).isEmpty();
        assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
    }
}
