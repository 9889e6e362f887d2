package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.error.Outcome;
import io.runink.api.herd.Herd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class HerdGoldenTest {

    @TestFactory
    Stream<DynamicTest> definitionsReadAsExpected() throws IOException {
        return Golden.tests("herd", HerdGoldenTest::read);
    }

    @Test
    void tooLargeDefinitionsAreRefused() {
        Outcome<Herd> outcome = HerdFile.read("x.herd", "#".repeat(HerdFile.SIZE_MAX + 1));
        assertThat(Golden.text(outcome, Herd::toString)).startsWith("RNK-HERD-001 x.herd: ");
    }

    @Test
    void tooManyLabelsAreRefused() {
        StringBuilder text = new StringBuilder("id = \"x\"\n[labels]\n");
        for (int i = 0; i <= HerdFile.LABELS_MAX; i++) {
            text.append("l").append(i).append(" = \"\"\n");
        }
        assertThat(Golden.text(HerdFile.read("x.herd", text.toString()), Herd::toString))
                .startsWith("RNK-HERD-005 x.herd:2:1: 65 labels");
    }

    @Test
    void everyCodeIsShown() throws IOException {
        Set<String> shown = new TreeSet<>(Golden.codes("herd"));
        shown.add("RNK-HERD-001");
        assertThat(shown)
                .containsAll(Arrays.stream(HerdError.values()).map(HerdError::code).toList());
    }

    private static String read(Path file) {
        try {
            return Golden.text(
                    HerdFile.read("x.herd", Files.readString(file)), herd -> herd + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
