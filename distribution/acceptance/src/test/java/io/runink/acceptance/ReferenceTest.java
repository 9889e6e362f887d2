package io.runink.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language reference is what the grammar and the plug-ins say of themselves. */
final class ReferenceTest {

    @TempDir Path root;

    @Test
    void theReferenceIsWhatTheDistributionSays() throws IOException {
        Runi runi = new Runi(Files.createDirectory(root.resolve("empty")));
        String says = runi.run("reference").exits(0).out();
        Path file = Path.of("../../docs/reference/language.md");
        if (Boolean.getBoolean("reference.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, says);
        }
        assertThat(says)
                .as("write it anew with -Dreference.update=true")
                .isEqualTo(Files.readString(file));
    }
}
