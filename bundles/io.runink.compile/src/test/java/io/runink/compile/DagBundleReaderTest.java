package io.runink.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.ExitStatus;
import io.runink.api.error.Outcome;
import io.runink.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DagBundleReaderTest {

    @TempDir Path folder;
    private Path jar = Path.of("unset");
    private byte[] good = new byte[0];

    @BeforeEach
    void compile() throws IOException {
        jar = folder.resolve("dag.jar");
        good =
                Workspace.ofExample("weather", folder)
                        .compile("features/stations.dsl")
                        .orThrow()
                        .jar();
        Files.write(jar, good);
    }

    private String open() {
        return switch (new DagBundleReader("dag.jar").open(jar)) {
            case Outcome.Done<DagArchive> _ -> "good";
            case Outcome.Refused<DagArchive> refused -> {
                assertThat(refused.problems())
                        .hasSize(1)
                        .allMatch(it -> it.exit() == ExitStatus.BAD_INPUT);
                yield refused.problems().getFirst().text();
            }
        };
    }

    /** Writes the good bundle anew with other entries, and digests that confirm them. */
    private void rewrite(Map<String, byte[]> changed) throws IOException {
        SortedMap<String, byte[]> entries = entries();
        entries.remove(DagBundle.DIGESTS);
        entries.putAll(changed);
        SortedMap<String, String> digests = new TreeMap<>();
        entries.forEach((name, bytes) -> digests.put(name, DagBundle.sha256(bytes)));
        entries.putIfAbsent(DagBundle.DIGESTS, Json.bytes(new DagBundle.Digests(digests)));
        write(entries);
    }

    private SortedMap<String, byte[]> entries() throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private void write(Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    @Test
    void whatCompileWroteIsRead() {
        assertThat(open()).isEqualTo("good");
    }

    @Test
    void theManifestIsABundlesAndComesFirst() throws IOException {
        Manifest manifest;
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(good))) {
            manifest = in.getManifest();
        }
        assertThat(manifest).isNotNull();
        Map<String, String> headers = new TreeMap<>();
        manifest.getMainAttributes().forEach((name, value) -> headers.put(name + "", value + ""));
        assertThat(headers)
                .containsEntry("Bundle-SymbolicName", "runink.dag.archive-station-readings")
                .containsKey("Bundle-Version");
        assertThat(headers.get("Require-Capability"))
                .contains("runink.check;filter:=\"(kind=range)\"")
                .contains("runink.connector;filter:=\"(&(scheme=csv)(directions=source))\"");
        assertThat(headers.get("Provide-Capability")).startsWith("runink.dag;scenario=");
    }

    @Test
    void aMissingFileOrFolderIsNoDag() throws IOException {
        Files.delete(jar);
        assertThat(open()).startsWith("RNK-DAG-001 dag.jar: 'dag.jar' does not exist");
        Files.createDirectory(jar);
        assertThat(open()).startsWith("RNK-DAG-001 dag.jar: 'dag.jar' is no file");
    }

    @Test
    void junkIsNoDag() throws IOException {
        for (byte[] junk :
                List.of(new byte[0], "junk".getBytes(StandardCharsets.UTF_8), new byte[100_000])) {
            Files.write(jar, junk);
            assertThat(open()).startsWith("RNK-DAG-002 dag.jar: the file is no jar");
        }
        write(Map.of("a", new byte[1]));
        assertThat(open()).startsWith("RNK-DAG-002 dag.jar: the file holds no OSGI-INF");
        write(Map.of(DagArchive.DAG_JSON, new byte[1]));
        assertThat(open()).contains("holds no " + DagBundle.DIGESTS);
    }

    @Test
    void noCutAndNoFlippedByteIsBelieved() throws IOException {
        for (int cut = 0; cut < good.length; cut += 97) {
            Files.write(jar, Arrays.copyOf(good, cut));
            assertThat(open()).startsWith("RNK-DAG-");
        }
        int body = new String(good, StandardCharsets.ISO_8859_1).indexOf("\"format\"");
        for (int at : new int[] {body, good.length / 2, 100}) {
            byte[] flipped = good.clone();
            flipped[at] ^= 0x20;
            Files.write(jar, flipped);
            assertThat(open()).startsWith("RNK-DAG-");
        }
    }

    @Test
    void whatItsDigestsDoNotConfirmIsRefused() throws IOException {
        SortedMap<String, byte[]> entries = entries();
        entries.put("weather/Weather.class", new byte[1]);
        write(entries);
        assertThat(open())
                .startsWith("RNK-DAG-005 dag.jar: the entry 'weather/Weather.class' is not what");
        entries.remove("weather/Weather.class");
        write(entries);
        assertThat(open()).startsWith("RNK-DAG-005");
        Files.write(jar, good);
        SortedMap<String, byte[]> more = entries();
        more.put("another.class", new byte[1]);
        write(more);
        assertThat(open()).startsWith("RNK-DAG-005 dag.jar: the entry 'another.class'");
    }

    @Test
    void namesThatLeaveAFolderAreRefused() throws IOException {
        for (String name : List.of("../evil", "/evil", "a/../../evil", "a\\evil", "folder/")) {
            Files.write(jar, good);
            rewrite(Map.of(name, new byte[0]));
            assertThat(open()).startsWith("RNK-DAG-004 dag.jar: the entry '" + name + "'");
        }
    }

    @Test
    void tooMuchIsRefused() throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("bomb"));
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i <= 64; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertThat(open()).startsWith("RNK-DAG-003 dag.jar: it holds more than 10000 entries");
    }

    @Test
    void anotherFormatIsNamed() throws IOException {
        rewrite(Map.of(DagArchive.DAG_JSON, json("{\"format\":99,\"new\":true}")));
        assertThat(open()).startsWith("RNK-DAG-006 dag.jar: the DAG has format 99, expected ");
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aDagThatDoesNotHoldTogetherIsRefused() throws IOException {
        Node dlq = new Node.Dlq("dlq", null);
        Node source = new Node.Source("s", "csv://a", "Missing", true);
        for (Dag broken :
                List.of(
                        dag(List.of(), List.of()),
                        dag(List.of(dlq, dlq), List.of()),
                        dag(List.of(source, dlq), List.of()),
                        dag(List.of(dlq), List.of(new Edge("a", "dlq", Edge.Kind.ROWS, ""))),
                        dag(List.of(dlq), List.of(new Edge("dlq", "dlq", Edge.Kind.ROWS, ""))),
                        dag(
                                List.of(new Node.Dlq("a", null), dlq),
                                List.of(new Edge("a", "dlq", Edge.Kind.ROWS, "Missing"))))) {
            Files.write(jar, good);
            rewrite(Map.of(DagArchive.DAG_JSON, Json.bytes(broken)));
            assertThat(open()).startsWith("RNK-DAG-007 dag.jar: the DAG has ");
        }
        for (String text : List.of("{}", "[]", "nonsense", "{\"format\":1}", "null")) {
            Files.write(jar, good);
            rewrite(Map.of(DagArchive.DAG_JSON, json(text)));
            assertThat(open()).matches("RNK-DAG-00[67] (?s).*");
        }
        Files.write(jar, good);
        rewrite(Map.of(DagBundle.DIGESTS, json("{\"sha256\":null}")));
        assertThat(open()).startsWith("RNK-DAG-00");
    }

    private static Dag dag(List<Node> nodes, List<Edge> edges) {
        return new Dag(
                Dag.FORMAT,
                "s",
                "",
                new TreeMap<>(),
                List.of(),
                nodes,
                edges,
                List.of(),
                new TreeMap<>());
    }
}
