package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class FoldersTest {

    private static final Path HOME = Path.of("/w/.runink");

    @Test
    void aHomeAtOrAboveMakesItsFolderTheWorkspace() {
        assertThat(Folders.of(Path.of("/w"), HOME).workspace()).isEqualTo(Path.of("/w"));
        assertThat(Folders.of(Path.of("/w/a/b"), HOME).workspace()).isEqualTo(Path.of("/w"));
        assertThat(Folders.of(Path.of("/w/a/../b/."), HOME).directory()).isEqualTo(Path.of("/w/b"));
    }

    @Test
    void aHomeElsewhereLeavesTheDirectory() {
        assertThat(Folders.of(Path.of("/x"), HOME).workspace()).isEqualTo(Path.of("/x"));
        assertThat(Folders.of(Path.of("/w2"), HOME).workspace()).isEqualTo(Path.of("/w2"));
        assertThat(Folders.of(Path.of("/w/a"), Path.of("/w/state")).workspace())
                .isEqualTo(Path.of("/w/a"));
    }

    @Test
    void optionsStartFromTheDirectory() {
        Folders folders = Folders.of(Path.of("/w/a"), HOME);
        assertThat(folders.file("f.json")).isEqualTo(Path.of("/w/a/f.json"));
        assertThat(folders.file("../f.json")).isEqualTo(Path.of("/w/f.json"));
        assertThat(folders.file("/f.json")).isEqualTo(Path.of("/f.json"));
    }

    @Test
    void stagesAreToldPathsFromTheWorkspace() {
        Folders below = Folders.of(Path.of("/w/a"), HOME);
        assertThat(below.fromWorkspace("f.dsl")).isEqualTo("a/f.dsl");
        assertThat(below.fromWorkspace("../f.dsl")).isEqualTo("f.dsl");
        assertThat(below.fromWorkspace("/x/f.dsl")).isEqualTo("/x/f.dsl");
        Folders at = Folders.of(Path.of("/w"), HOME);
        assertThat(at.fromWorkspace("./f.dsl")).isEqualTo("./f.dsl");
    }

    @Test
    void peopleReadPathsFromWhereTheyAre() {
        Folders folders = Folders.of(Path.of("/w/a"), HOME);
        assertThat(folders.shown(Path.of("/w/a/b/c"))).isEqualTo("b/c");
        assertThat(folders.shown(Path.of("/w/a"))).isEqualTo(".");
        assertThat(folders.shown(Path.of("/w/b"))).isEqualTo("/w/b");
    }
}
