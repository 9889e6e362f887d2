package io.runink.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.posix.Posix;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LastWordsTest {

    @TempDir Path folder;

    private String kept(String said) throws Exception {
        Path log = folder.resolve("log");
        int[] ends = Posix.streamPair();
        Thread thread = LastWords.hear(ends[0], "it said", log);
        try (FileOutputStream out = new FileOutputStream(Posix.adopt(ends[1]))) {
            out.write(said.getBytes(StandardCharsets.UTF_8));
        }
        thread.join(10_000);
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Test
    void allOfLittleIsKept() throws Exception {
        assertThat(kept("one\ntwo")).isEqualTo("it said:\none\ntwo\n");
        assertThat(kept("three")).isEqualTo("it said:\none\ntwo\nit said:\nthree\n");
    }

    @Test
    void nothingIsSaidOfSilence() throws Exception {
        assertThat(kept("")).isEmpty();
    }

    @Test
    void theEndOfMuchIsKept() throws Exception {
        String much = "x".repeat(100_000) + "the reason";
        assertThat(kept(much))
                .isEqualTo(
                        "it said, at the end of 100010 bytes:\n"
                                + "x".repeat(LastWords.BYTES_MAX - 10)
                                + "the reason\n");
    }
}
