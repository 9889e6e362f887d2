package io.runink.cli.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runink.api.error.RuninkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowDiffTest {

    @TempDir Path folder;

    private List<GoldenRow> rows(String... lines) throws IOException {
        Path file = Files.createTempFile(folder, "rows", ".json");
        Files.write(file, List.of(lines));
        return GoldenRows.read(file, "rows.json", Set.of("run"));
    }

    @Test
    void orderAndSpellingMeanNothing() throws IOException {
        List<GoldenRow> expected = rows("{\"a\":1,\"b\":\"x\"}", "{\"a\":2,\"b\":null}");
        List<GoldenRow> actual = rows("{ \"a\": 2 }", "{\"b\":\"x\", \"a\":1, \"run\":\"r1\"}");
        assertThat(RowDiff.of(List.of(), expected, actual).same()).isTrue();
        assertThat(GoldenRows.text(expected)).isEqualTo(GoldenRows.text(actual));
    }

    @Test
    void saysWhichCellsChanged() throws IOException {
        RowDiff diff =
                RowDiff.of(
                        List.of("id"),
                        rows("{\"id\":\"A\",\"price\":1.50}", "{\"id\":\"B\",\"price\":2}"),
                        rows("{\"id\":\"A\",\"price\":1.5,\"tag\":\"n\"}", "{\"id\":\"C\"}"));
        assertThat(diff.changed())
                .containsExactly(
                        new RowDiff.Changed(
                                "id=\"A\"",
                                List.of(
                                        new RowDiff.Cell("price", "1.50", "1.5"),
                                        new RowDiff.Cell("tag", null, "\"n\""))));
        assertThat(diff.missing())
                .extracting(GoldenRow::json)
                .containsExactly("{\"id\":\"B\",\"price\":2}");
        assertThat(diff.unexpected()).extracting(GoldenRow::json).containsExactly("{\"id\":\"C\"}");
    }

    @Test
    void countsEqualRows() throws IOException {
        RowDiff diff = RowDiff.of(List.of(), rows("{\"a\":1}", "{\"a\":1}"), rows("{\"a\":1}"));
        assertThat(diff.missing()).hasSize(1);
        assertThat(
                        RowDiff.of(List.of("a"), rows("{\"a\":1}"), rows("{\"a\":1}", "{\"a\":1}"))
                                .unexpected())
                .hasSize(1);
    }

    @Test
    void refusesWhatIsNoRowWithoutRepeatingIt() {
        assertThatThrownBy(() -> rows("{\"a\":1}", "secret"))
                .isInstanceOf(RuninkException.class)
                .hasMessageContaining("RNK-GOLDEN-003 rows.json:2:1")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesMoreThanPeopleRead() throws IOException {
        Path file = folder.resolve("many.json");
        Files.writeString(file, "{}\n".repeat(GoldenRows.ROWS_MAX + 1));
        assertThatThrownBy(() -> GoldenRows.read(file, "many.json", Set.of()))
                .hasMessageContaining("RNK-GOLDEN-004");
    }

    @Test
    void knowsAWeakerMask() {
        GoldenHeader before = header("REDACT", "PARTIAL");
        assertThat(before.weaker(before)).isEmpty();
        assertThat(before.weaker(header("PARTIAL", "REDACT"))).containsExactly("out.a");
        assertThat(before.weaker(new GoldenHeader("s", new TreeMap<>(), new TreeMap<>())))
                .containsExactly("out.a", "out.b");
        assertThat(GoldenHeader.read(before.text())).isEqualTo(before);
    }

    private static GoldenHeader header(String a, String b) {
        TreeMap<String, String> masks = new TreeMap<>();
        masks.put("out.a", a);
        masks.put("out.b", b);
        return new GoldenHeader("s", new TreeMap<>(), masks);
    }
}
