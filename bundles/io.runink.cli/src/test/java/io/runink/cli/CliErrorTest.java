package io.runink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CliErrorTest {

    @Test
    void everyCodeIsExplainedAndNoOther() throws IOException {
        String checkout = Objects.requireNonNull(System.getProperty("runink.checkout"));
        List<String> explained =
                Files.readAllLines(Path.of(checkout, "docs/errors/cli.md")).stream()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.split(" ", 3)[1])
                        .toList();
        assertThat(explained)
                .containsExactlyElementsOf(
                        Arrays.stream(CliError.values()).map(CliError::code).toList());
    }
}
