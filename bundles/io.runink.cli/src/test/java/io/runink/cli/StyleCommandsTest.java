package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fmt} and {@code lint} do to files. */
final class StyleCommandsTest {

    @TempDir Path root;

    private Bench bench() throws IOException {
        Bench bench = new Bench(root);
        write(bench, "a.dsl", "Scenario: a\n");
        write(bench, "b.dsl", "Scenario: b\n\tGiven\n");
        write(bench, "wrong.dsl", "wrong");
        return bench;
    }

    private static void write(Bench bench, String name, String text) throws IOException {
        Files.writeString(bench.directory.resolve(name), text);
    }

    private static String text(Bench bench, String name) throws IOException {
        return Files.readString(bench.directory.resolve(name));
    }

    @Test
    void fmtLaysOutWhatDiffersAndNothingElse() throws IOException {
        Bench bench = bench();
        Bench.Result result = bench.run("fmt", "a.dsl", "b.dsl");
        assertThat(result.status()).isZero();
        assertThat(result.out()).isEqualTo("Laid out: b.dsl\n");
        assertThat(text(bench, "b.dsl")).isEqualTo("Scenario: b\n  Given\n");
        assertThat(bench.run("fmt", "a.dsl", "b.dsl").out())
                .isEqualTo("2 files laid out as they should be.\n");
        try (Stream<Path> files = Files.list(bench.directory)) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder(".runink", "a.dsl", "b.dsl", "wrong.dsl");
        }
    }

    @Test
    void checkChangesNothingAndNamesWhatDiffers() throws IOException {
        Bench bench = bench();
        Bench.Result result = bench.run("fmt", "--check", "a.dsl", "b.dsl");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("Differs: b.dsl\nRun 'runi fmt' on them.\n");
        assertThat(text(bench, "b.dsl")).contains("\t");
        assertThat(bench.run("fmt", "--check", "a.dsl").status()).isZero();
        assertThat(bench.run("fmt", "--check", "--json", "b.dsl").json())
                .containsEntry("differ", List.of("b.dsl"))
                .containsEntry("files", List.of("b.dsl"));
    }

    @Test
    void fmtChangesNoFileIfOneDoesNotParse() throws IOException {
        Bench bench = bench();
        Bench.Result result = bench.run("fmt", "b.dsl", "wrong.dsl");
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).startsWith("RNK-TEST-002 wrong.dsl:1:1: ");
        assertThat(text(bench, "b.dsl")).contains("\t");
    }

    @Test
    void whatIsNoTextStaysAsItIs() throws IOException {
        Bench bench = bench();
        byte[] latin = "Scenario: gr\u00f6\u00dfer\n\t".getBytes(StandardCharsets.ISO_8859_1);
        Path file = bench.directory.resolve("latin.dsl");
        Files.write(file, latin);
        for (String command : List.of("fmt", "lint")) {
            Bench.Result result = bench.run(command, "latin.dsl");
            assertThat(result.status()).isEqualTo(3);
            assertThat(result.err()).startsWith("RNK-CLI-013 latin.dsl: ");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(latin);
        assertThat(bench.run("fmt", "none.dsl").err()).startsWith("RNK-CLI-005 none.dsl: ");
        assertThat(bench.run("fmt").status()).isEqualTo(2);
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Bench bench = bench();
        Path link = bench.directory.resolve("link.dsl");
        Files.createSymbolicLink(link, Path.of("b.dsl"));
        assertThat(bench.run("fmt", "link.dsl").status()).isZero();
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(text(bench, "b.dsl")).doesNotContain("\t");
    }

    @Test
    void lintEndsWithOneIfAFindingCounts() throws IOException {
        Bench bench = bench();
        Files.createDirectories(bench.directory.resolve("golden"));
        Bench.Result none = bench.run("lint", "a.dsl");
        assertThat(none.status()).isZero();
        assertThat(none.out()).isEqualTo("No findings.\n");
        Bench.Result result = bench.run("lint", "a.dsl", "b.dsl");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .isEqualTo(
                        """
                        RNK-TEST-002 b.dsl:1:1: found 'word', expected better; do better
                        1 finding.
                        """);
        assertThat(bench.run("lint", "wrong.dsl").status()).isEqualTo(3);
    }

    @Test
    void lintAsksWhatStandsAroundAFile() throws IOException {
        Bench bench = bench();
        bench.compiler.explanations = List.of("sentence 'Given loose words' is documentation");
        Bench.Result result = bench.run("lint", "a.dsl");
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("info RNK-TEST-002 a.dsl:1:1: found 'loose'")
                .contains("info RNK-TEST-002 a.dsl:1:1: found 'no folder'")
                .endsWith("No findings.\n");
    }

    @Test
    void fixCorrectsWhatIsSafeAndSaysWhatIsLeft() throws IOException {
        Bench bench = bench();
        Files.createDirectories(bench.directory.resolve("golden"));
        write(bench, "bad.dsl", "Scenario: bad\n\t\n");
        Bench.Result result = bench.run("lint", "--fix", "bad.dsl", "b.dsl");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("Corrected: bad.dsl\nCorrected: b.dsl\n")
                .contains("found 'badword'")
                .endsWith("1 finding.\n");
        assertThat(text(bench, "bad.dsl")).isEqualTo("Scenario: bad\n  \n");
        assertThat(bench.run("lint", "--fix", "--json", "b.dsl").json())
                .containsEntry("fixed", List.of())
                .containsEntry("findings", List.of());
    }

    @Test
    void theReferenceSpeaksOfTheDistributionsPlugins() throws IOException {
        assertThat(bench().run("reference").out())
                .contains("## Tags\n")
                .contains("| `unique` | keyed-set | observe, warn, quarantine, drop, fail-run |")
                .contains("`@Unique`");
        assertThat(bench().run("help").out()).doesNotContain("reference");
        assertThat(bench().run("refrence").err()).doesNotContain("reference");
    }
}
