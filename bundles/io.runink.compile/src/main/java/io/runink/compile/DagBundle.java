package io.runink.compile;

import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.dag.Requirement;
import io.runink.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a DAG as an OSGi bundle. Same content, same bytes: entries are sorted, stored without
 * compression (compressors differ between machines), and carry one fixed time.
 */
final class DagBundle {

    static final String MANIFEST = "META-INF/MANIFEST.MF";
    static final String DIGESTS = "OSGI-INF/runink/digests.json";
    static final String SOURCE = "OSGI-INF/runink/source/";

    /**
     * Written as local time, so that no zone takes part. Not the first day a ZIP can hold: the
     * library adds a zoned time to that one.
     */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0, 0);

    private static final int SLUG_MAX = 60;

    /** What the digests entry holds: SHA-256 in hex of every other entry, by its name. */
    record Digests(SortedMap<String, String> sha256) {
        Digests {
            Objects.requireNonNull(sha256, "sha256 is null");
        }
    }

    private DagBundle() {}

    static byte[] write(
            Dag dag, SortedMap<String, byte[]> classes, SortedMap<String, String> sources) {
        SortedMap<String, byte[]> entries = new TreeMap<>(classes);
        entries.put(DagArchive.DAG_JSON, Json.bytes(dag));
        sources.forEach(
                (name, text) -> entries.put(SOURCE + name, text.getBytes(StandardCharsets.UTF_8)));
        entries.put(MANIFEST, manifest(dag, entries));
        SortedMap<String, String> digests = new TreeMap<>();
        entries.forEach((name, bytes) -> digests.put(name, sha256(bytes)));
        entries.put(DIGESTS, Json.bytes(new Digests(digests)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            // Readers of a jar as a stream find the manifest only if it comes first.
            entry(zip, MANIFEST, entries.get(MANIFEST));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                if (!entry.getKey().equals(MANIFEST)) {
                    entry(zip, entry.getKey(), entry.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(TIME);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] manifest(Dag dag, SortedMap<String, byte[]> entries) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-Name", ascii(dag.scenario()));
        main.putValue("Bundle-SymbolicName", "runink.dag." + slug(dag.scenario()));
        main.putValue("Bundle-Version", dag.format() + ".0.0." + contentVersion(entries));
        main.putValue(
                "Provide-Capability",
                "runink.dag;scenario=\""
                        + ascii(dag.scenario())
                        + "\";format:Long="
                        + dag.format());
        main.putValue(
                "Require-Capability",
                dag.requirements().stream()
                        .map(DagBundle::requirement)
                        .collect(Collectors.joining(",")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            manifest.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String requirement(Requirement requirement) {
        String filter =
                requirement.namespace().equals(Requirement.CONNECTOR)
                        ? "(&(scheme="
                                + requirement.name()
                                + ")(directions="
                                + requirement.direction()
                                + "))"
                        : "(kind=" + requirement.name() + ")";
        return requirement.namespace() + ";filter:=\"" + filter + "\"";
    }

    /** A qualifier that changes with the content: two DAGs are never one bundle. */
    private static String contentVersion(SortedMap<String, byte[]> entries) {
        MessageDigest digest = digest();
        entries.forEach((name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(digest().digest(bytes));
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    /** Lower-case words joined by hyphens, as a symbolic name takes them. */
    static String slug(String scenario) {
        String slug =
                scenario.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        String bounded = slug.substring(0, Math.min(SLUG_MAX, slug.length()));
        return bounded.isEmpty() ? "scenario" : bounded;
    }

    private static String ascii(String text) {
        String plain = text.replaceAll("[^ -~]|[\"\\\\]", "?");
        return plain.substring(0, Math.min(200, plain.length()));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
