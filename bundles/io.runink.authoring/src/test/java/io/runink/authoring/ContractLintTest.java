package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.ContractFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ContractLintTest {

    @TestFactory
    Stream<DynamicTest> findsWhatIsHardlyMeant() throws IOException {
        return Golden.tests("lint", ContractLintTest::lint);
    }

    @Test
    void everyFindingIsShown() throws IOException {
        assertThat(Golden.codes("lint"))
                .containsAll(Arrays.stream(LintError.values()).map(LintError::code).toList());
    }

    private static String lint(Path file) {
        ContractFile read =
                new ContractFiles(() -> List.of(ContractFilesTest.api()), new InstalledPlugins())
                        .read(
                                List.of(Objects.toString(file.getFileName())),
                                Objects.requireNonNull(file.getParent()))
                        .orThrow();
        return new ContractLinterComponent()
                .lint(read).stream()
                        .map(it -> (it.advice() ? "advice " : "") + it.problem().text() + "\n")
                        .collect(Collectors.joining());
    }
}
