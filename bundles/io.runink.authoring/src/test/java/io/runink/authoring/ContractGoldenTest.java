package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ContractGoldenTest {

    /** Those that no small file shows; {@link ContractFilesTest} does, but for NO_COMPILER. */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "RNK-CONTRACT-001",
                    "RNK-CONTRACT-002",
                    "RNK-CONTRACT-003",
                    "RNK-CONTRACT-005",
                    "RNK-CONTRACT-006",
                    "RNK-CONTRACT-017",
                    "RNK-CONTRACT-026",
                    "RNK-CONTRACT-027");

    @TestFactory
    Stream<DynamicTest> contractsReadAsExpected() throws IOException {
        return Golden.tests("contract", ContractGoldenTest::read);
    }

    @Test
    void everyCodeIsShown() throws IOException {
        Set<String> shown = new TreeSet<>(Golden.codes("contract"));
        shown.addAll(ELSEWHERE);
        assertThat(shown)
                .containsAll(
                        Arrays.stream(ContractError.values()).map(ContractError::code).toList());
    }

    private static String read(Path file) {
        InstalledPlugins plugins = new InstalledPlugins();
        return Golden.text(
                new ContractFiles(() -> List.of(ContractFilesTest.api()), plugins)
                        .read(
                                List.of(Objects.toString(file.getFileName())),
                                Objects.requireNonNull(file.getParent())),
                ContractGoldenTest::text);
    }

    private static String text(ContractFile file) {
        StringBuilder text = new StringBuilder();
        for (Contract contract : file.contracts()) {
            text.append(file.places().get(contract.name()))
                    .append(" ")
                    .append(
                            List.of(
                                    contract.name(),
                                    contract.id(),
                                    contract.version(),
                                    contract.owner(),
                                    contract.javaClass(),
                                    "decodes " + contract.decodes(),
                                    "validates " + contract.validates(),
                                    "masks " + contract.masks()))
                    .append(contract.key().isEmpty() ? "" : " key " + contract.key())
                    .append(contract.labels().isEmpty() ? "" : " labels " + contract.labels())
                    .append('\n');
            contract.fields()
                    .forEach(it ->
                            text.append("  ")
                                    .append(file.places().get(contract.name() + "." + it.name()))
                                    .append(' ')
                                    .append(it)
                                    .append('\n'));
            contract.rules()
                    .forEach(it ->
                            text.append("  ")
                                    .append(file.places().get(contract.name() + "." + it.id()))
                                    .append(' ')
                                    .append(it)
                                    .append('\n'));
        }
        file.functions()
                .forEach(it ->
                        text.append(file.places().get("step:" + it.step()))
                                .append(' ')
                                .append(it)
                                .append('\n'));
        file.classes().keySet().forEach(it -> text.append(it).append('\n'));
        return text.toString();
    }
}
