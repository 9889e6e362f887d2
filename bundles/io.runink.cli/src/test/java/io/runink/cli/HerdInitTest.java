package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.barn.BarnCommand;
import io.runink.api.herd.Herd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HerdInitTest {

    @TempDir Path root;

    @Test
    void fillsAFolderAndRegistersTheHerd() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result result = bench.run("herd", "init", "my-herd", "--json");
        assertThat(result.status()).isZero();
        assertThat(bench.directory.resolve("herd/my-herd.herd")).hasContent("id = \"my-herd\"\n");
        assertThat(bench.directory.resolve("features/orders.dsl"))
                .content()
                .startsWith("@herd(\"my-herd\")");
        assertThat(bench.directory.resolve("golden")).isEmptyDirectory();
        assertThat(bench.directory.resolve("dags")).isEmptyDirectory();
        assertThat(bench.barn.commands)
                .containsExactly(new BarnCommand.PutHerd(Herd.named("my-herd")));
        assertThat(result.json()).containsKeys("herd", "folder", "created", "kept");
    }

    @Test
    void neverOverwritesAFile() throws IOException {
        Bench bench = new Bench(root);
        Files.writeString(bench.directory.resolve("README.md"), "mine");
        Bench.Result first = bench.run("herd", "init", "my-herd");
        assertThat(first.out()).contains("  kept    README.md, it was there already");
        assertThat(bench.directory.resolve("README.md")).hasContent("mine");
        Bench.Result again = bench.run("herd", "init", "my-herd");
        assertThat(again.status()).isZero();
        assertThat(again.out()).doesNotContain("created");
        assertThat(bench.barn.commands).hasSize(2);
    }

    @Test
    void keepsBytesThatAreNoText() throws IOException {
        Bench bench = new Bench(root);
        byte[] bytes = {(byte) 0xff, '@', 'H', 'E', 'R', 'D', '@'};
        Files.write(bench.distribution.resolve("examples/first/picture.bin"), bytes);
        bench.run("herd", "init", "my-herd");
        assertThat(bench.directory.resolve("picture.bin")).hasBinaryContent(bytes);
    }

    @Test
    void fillsAnotherFolder() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result result = bench.run("herd", "init", "my-herd", "--dir", "../other");
        assertThat(result.out()).contains("Next: cd ROOT/other; README.md");
        assertThat(root.resolve("other/herd/my-herd.herd")).exists();
        assertThat(bench.directory.resolve("herd")).doesNotExist();
    }

    @Test
    void refusesANameBeforeItTouchesAnything() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result result = bench.run("herd", "init", "My_Herd");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("RNK-CLI-003: herd name 'My_Herd'");
        assertThat(bench.directory).isDirectoryNotContaining("glob:**README.md");
    }

    @Test
    void saysWhichExamplesThereAre() throws IOException {
        Bench bench = new Bench(root);
        Bench.Result result = bench.run("herd", "init", "h", "--example", "second");
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("RNK-CLI-009: example 'second'", "one of: first");
    }

    @Test
    void refusesADefinitionThatIsWrong() throws IOException {
        Bench bench = new Bench(root);
        Files.writeString(bench.directory.resolve("h.herd"), "nonsense");
        assertThat(bench.run("herd", "apply", "h.herd").status()).isEqualTo(3);
        assertThat(bench.barn.commands).isEmpty();
        Files.writeString(bench.directory.resolve("h.herd"), "id = \"h\"");
        assertThat(bench.run("herd", "apply", "h.herd").out())
                .isEqualTo("Herd 'h' is as h.herd says.\n");
        assertThat(bench.run("herd", "show", "g").err())
                .startsWith("RNK-CLI-007: herd 'g' is not registered")
                .contains("did you mean 'h'?");
    }
}
