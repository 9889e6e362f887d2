package io.runink.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.RuleClass;
import io.runink.api.error.Outcome;
import io.runink.api.plugin.CheckDescriptor;
import io.runink.api.plugin.Plugin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContractFilesTest {

    private static final String ROW =
            """
            import io.runink.api.*;

            @Contract(id = "x", version = "1.0.0")
            record X(@Required String a, @Pattern("b") String b, @Unique int c) {}
            """;

    @TempDir Path folder;

    static Path api() {
        try {
            return Path.of(
                    Contract.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome<ContractFile> read(InstalledPlugins plugins, String... files) {
        return new ContractFiles(() -> List.of(api()), plugins).read(List.of(files), folder);
    }

    private String text(InstalledPlugins plugins, String... files) {
        return Golden.text(read(plugins, files), file -> file.contracts() + "\n");
    }

    private String text(String... files) {
        return text(new InstalledPlugins(), files);
    }

    @Test
    void missingFilesAreAllNamed() {
        assertThat(text("a.java", "b/c.java", "\0"))
                .startsWith("RNK-CONTRACT-001 a.java: there is no contract file 'a.java'")
                .contains("RNK-CONTRACT-001 b/c.java")
                .contains("the name is no path");
        assertThat(text(".")).startsWith("RNK-CONTRACT-001 .: '.' is no file");
    }

    @Test
    void noFileAtAllIsRefused() {
        assertThat(text()).startsWith("RNK-CONTRACT-007: no contract file is given");
        assertThat(text(many())).startsWith("RNK-CONTRACT-003: 101 contract files");
    }

    private static String[] many() {
        String[] files = new String[ContractFiles.FILES_MAX + 1];
        Arrays.fill(files, "x.java");
        return files;
    }

    private String problem(String java) throws IOException {
        Files.writeString(folder.resolve("X.java"), java);
        String said = text("X.java");
        assertThat(said.length()).isLessThan(3_000);
        return said;
    }

    @Test
    void whatMisleadsReadersIsRefused() throws IOException {
        for (String hidden : List.of("\u202E", "\u200B", "\0", "\u0007", "\uDB40\uDC41")) {
            assertThat(problem(ROW + "// x" + hidden + "y\n"))
                    .startsWith("RNK-CONTRACT-034 X.java:5:5: the file holds U+");
        }
        assertThat(problem(ROW.replace("record X", "record \u0425")))
                .contains("RNK-CONTRACT-035 X.java:3:1: the record's name '\u0425' looks like 'X'");
        assertThat(problem(ROW.replace("record X", "record X\u0430")))
                .contains("RNK-CONTRACT-035")
                .contains("mixes letters of scripts that look alike");
        assertThat(problem(ROW.replace("String a", "String \u0430"))).contains("RNK-CONTRACT-012");
    }

    @Test
    void whatIsHugeIsRefusedBriefly() throws IOException {
        String long900 = "x".repeat(900_000);
        assertThat(problem(ROW.replace("record X", "record X" + long900))).startsWith("RNK-");
        assertThat(problem(ROW.replace("String a", "String a" + long900))).startsWith("RNK-");
        assertThat(problem(ROW.replace("String a", long900 + " a"))).startsWith("RNK-CONTRACT-004");
        assertThat(problem(ROW.replace("@Required", "@Pattern(" + "(".repeat(100_000) + ")")))
                .startsWith("RNK-CONTRACT-");
        assertThat(problem(ROW.replace("\"b\"", "\"b\" + ".repeat(50_000) + "\"b\"")))
                .startsWith("RNK-CONTRACT-");
    }

    @Test
    void aFileTooLargeIsRefused() throws IOException {
        Files.writeString(folder.resolve("X.java"), " ".repeat(ContractFiles.SIZE_MAX + 1));
        assertThat(text("X.java")).startsWith("RNK-CONTRACT-003 X.java: ");
    }

    @Test
    void brokenUtf8IsPlaced() throws IOException {
        Files.write(folder.resolve("X.java"), new byte[] {'/', '/', '\r', '\n', 'a', (byte) 0xff});
        assertThat(text("X.java")).startsWith("RNK-CONTRACT-002 X.java:2:2: ");
        Files.write(folder.resolve("Y.java"), new byte[] {'a', (byte) 0xc3});
        assertThat(text("Y.java")).startsWith("RNK-CONTRACT-002 Y.java:1:2: ");
    }

    @Test
    void aMissingPluginIsNamedAtEachAnnotation() throws IOException {
        Files.writeString(folder.resolve("X.java"), ROW);
        assertThat(
                        text(
                                new InstalledPlugins(
                                        "io.runink.contract.value", "io.runink.contract.key"),
                                "X.java"))
                .isEqualTo(
                        """
                        RNK-CONTRACT-017 X.java:4:30: '@Pattern' needs check 'pattern'; 'runi plugin install io.runink.contract.value' provides it
                        RNK-CONTRACT-017 X.java:4:54: '@Unique' needs check 'unique'; 'runi plugin install io.runink.contract.key' provides it
                        """);
        assertThat(text(new InstalledPlugins("io.runink.contract.type"), "X.java"))
                .isEqualTo(
                        """
                        RNK-CONTRACT-017 X.java:4:10: '@Required' needs check 'required'; 'runi plugin install io.runink.contract.type' provides it
                        RNK-CONTRACT-017 X.java:4:27: column 'a' needs check 'type'; 'runi plugin install io.runink.contract.type' provides it
                        RNK-CONTRACT-017 X.java:4:66: column 'c' needs check 'required'; 'runi plugin install io.runink.contract.type' provides it
                        """);
    }

    @Test
    void anAnnotationOfAPluginIsARuleLikeAnother() throws IOException {
        Files.writeString(
                folder.resolve("X.java"),
                """
                import io.runink.api.*;

                class X {
                    @interface Isin { String[] country() default "DE"; int digits(); }
                    @interface Required {}

                    @Contract(id = "x", version = "1.0.0")
                    record Row(@Isin(digits = 12) String a, @Required @io.runink.api.Required String b) {}
                }
                """);
        Plugin house =
                new Plugin(
                        "house.checks",
                        "1.0.0",
                        "00",
                        Path.of("house.jar"),
                        List.of(),
                        List.of(
                                new CheckDescriptor(
                                        "isin",
                                        RuleClass.RECORD,
                                        List.of("X.Isin", "X.Required"),
                                        List.of("string"),
                                        "house.checks")));
        InstalledPlugins plugins = new InstalledPlugins().and(house);
        assertThat(text(plugins, "X.java"))
                .isEqualTo(
                        "RNK-CONTRACT-026 X.java:8:86: column 'b' has two rules 'required'; remove"
                                + " one; two annotations of one simple name are one rule\n");
        Files.writeString(
                folder.resolve("X.java"),
                Files.readString(folder.resolve("X.java")).replace("@Required @io", "@io"));
        assertThat(text(plugins, "X.java"))
                .contains("a.isin", "kind=isin", "{country=[DE], digits=[12]}");
    }

    @Test
    void warningsOfTheCompilerAreKept() throws IOException {
        Files.writeString(
                folder.resolve("X.java"),
                ROW.replace("{}", "{ @Deprecated(forRemoval = true) static void old() {} }")
                        + "class Y { void y() { X.old(); } }\n");
        assertThat(text("X.java"))
                .contains(
                        "RNK-CONTRACT-005 X.java:5:23: old() in X has been deprecated and marked"
                                + " for removal");
    }

    @Test
    void oneFileTwiceIsReadOnce() throws IOException {
        Files.writeString(folder.resolve("X.java"), ROW);
        assertThat(text("X.java", "./X.java")).startsWith("[Contract[name=X");
    }

    @Test
    void nestingThatTheCompilerCannotBearIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("X.java"),
                ROW + "class Y { int y = " + "(".repeat(60_000) + "1" + ")".repeat(60_000) + "; }");
        assertThat(text("X.java")).startsWith("RNK-CONTRACT-027 X.java: ");
    }

    /** Examples that are a whole file stand for themselves; the others are put into one. */
    @Test
    void theExamplesOfTheReferenceAreContracts() throws IOException {
        String checkout = Objects.requireNonNull(System.getProperty("runink.checkout"));
        String[] parts =
                Files.readString(Path.of(checkout, "docs/contracts.md")).split("```(java)?\\n", -1);
        StringBuilder rest =
                new StringBuilder(
                        """
                        import io.runink.api.*;
                        import io.runink.api.contract.Action;
                        import java.math.BigDecimal;
                        import java.util.*;
                        interface Rest extends Payments {
                        """);
        for (int i = 1; i < parts.length; i += 2) {
            if (parts[i].startsWith("import")) {
                Files.writeString(folder.resolve("Payments.java"), parts[i]);
            } else {
                rest.append(parts[i]);
            }
        }
        Files.writeString(folder.resolve("Rest.java"), rest.append("}\n"));
        assertThat(text("Payments.java", "Rest.java"))
                .startsWith("[Contract[name=Payment,")
                .contains("name=Order,", "name=Quote,", "name=Message,");
    }

    @Test
    void twoThousandFieldsAreOneContract() throws IOException {
        StringBuilder text = new StringBuilder("import io.runink.api.*;\nclass Outer {\n");
        for (int part = 0; part < 10; part++) {
            text.append("record Part").append(part).append("(");
            for (int i = 0; i < 200; i++) {
                text.append(i == 0 ? "" : ",\n")
                        .append("@Required @Length(max = 9) @Pattern(\"[a-z]*\") String f")
                        .append(i);
            }
            text.append(") {}\n");
        }
        text.append("@Contract(id = \"wide\", version = \"1.0.0\") record Wide(");
        for (int part = 0; part < 10; part++) {
            text.append(part == 0 ? "" : ", ").append("Part" + part + " part" + part);
        }
        Files.writeString(folder.resolve("Wide.java"), text.append(") {}\n}\n"));
        io.runink.api.contract.Contract wide =
                read(new InstalledPlugins(), "Wide.java").orThrow().contracts().getFirst();
        assertThat(wide.rules()).hasSize(10 + 2000 * 4);
        assertThat(wide.at("part9.f199")).isPresent();
        Files.writeString(
                folder.resolve("Wide.java"),
                text.toString().replace("(\"[a-z]*\") String f199", "(\"[a-z\") String f199"));
        assertThat(text("Wide.java"))
                .startsWith("RNK-CONTRACT-019 Wide.java:202:28: '@Pattern' of 'part0.f199': ");
    }

    @Test
    void moreColumnsAndMembersThanARowHasAreRefused() throws IOException {
        StringBuilder text = new StringBuilder("import io.runink.api.*;\nclass Outer {\n");
        text.append("record P0(String a, String b) {}\n");
        for (int depth = 1; depth < 14; depth++) {
            String inner = "P" + (depth - 1);
            text.append("record P%d(%s a, %s b) {}\n".formatted(depth, inner, inner));
        }
        text.append("@Contract(id = \"deep\", version = \"1.0.0\") record Deep(P13 p) {}\n}\n");
        Files.writeString(folder.resolve("Deep.java"), text);
        assertThat(text("Deep.java"))
                .startsWith("RNK-CONTRACT-008 Deep.java:17:50: the contract 'Deep' has more than");
    }

    @Test
    void noClassOfAUserIsLoaded() throws IOException {
        Files.writeString(
                folder.resolve("X.java"),
                ROW.replace("{}", "{ static { System.setProperty(\"loaded\", \"yes\"); } }"));
        assertThat(text("X.java")).startsWith("[Contract");
        assertThat(System.getProperty("loaded")).isNull();
    }

    @Test
    void foldersZonesAndLocalesDoNotShowInClassFiles() throws IOException {
        ContractFile first = compiledIn("one", Locale.GERMANY, "Asia/Kathmandu");
        ContractFile second = compiledIn("two/deeper", Locale.forLanguageTag("tr"), "UTC");
        assertThat(first.classes().keySet()).containsExactly("X.class");
        first.classes()
                .forEach((name, bytes) -> assertThat(second.classes().get(name)).isEqualTo(bytes));
        assertThat(second.contracts()).isEqualTo(first.contracts());
    }

    private ContractFile compiledIn(String sub, Locale locale, String zone) throws IOException {
        Locale localeBefore = Locale.getDefault();
        TimeZone zoneBefore = TimeZone.getDefault();
        try {
            Locale.setDefault(locale);
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Path file = folder.resolve(sub).resolve("X.java");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, ROW);
            return read(new InstalledPlugins(), file.toString()).orThrow();
        } finally {
            Locale.setDefault(localeBefore);
            TimeZone.setDefault(zoneBefore);
        }
    }
}
