package io.runink.compile;

import io.runink.api.dag.Dag;
import io.runink.api.dag.DagArchive;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Outcome;
import io.runink.api.error.RuninkException;
import io.runink.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads a DAG's bundle and believes nothing in it that its digests do not confirm. */
final class DagBundleReader {

    /** Bytes of the file, and of its entries together. */
    static final long SIZE_MAX = 64L * 1024 * 1024;

    /** Entries: classes and sources of a contract file, with room to spare. */
    static final int ENTRIES_MAX = 10_000;

    /** The part of {@code dag.json} that every version has. */
    private record Header(int format) {}

    private final String file;

    DagBundleReader(String file) {
        this.file = file;
    }

    Outcome<DagArchive> open(Path jar) {
        try {
            return Outcome.done(read(jar));
        } catch (RuninkException e) {
            return Outcome.refused(e.problems());
        } catch (ZipException e) {
            return Outcome.refused(noDag("is no jar").problems());
        } catch (IOException e) {
            return Outcome.refused(unreadable("cannot be read").problems());
        }
    }

    private DagArchive read(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw unreadable(Files.exists(jar) ? "is no file" : "does not exist");
        }
        if (Files.size(jar) > SIZE_MAX) {
            throw refusal(
                    DagError.TOO_LARGE,
                    "the file has more than " + SIZE_MAX + " bytes",
                    "give the file that 'runi compile' wrote");
        }
        byte[] bytes = Files.readAllBytes(jar);
        SortedMap<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile(), StandardCharsets.UTF_8)) {
            long total = 0;
            for (ZipEntry entry : zip.stream().toList()) {
                named(entry, entries);
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] content = in.readNBytes((int) (SIZE_MAX - total) + 1);
                    total += content.length;
                    entries.put(entry.getName(), content);
                }
                if (entries.size() > ENTRIES_MAX || total > SIZE_MAX) {
                    throw refusal(
                            DagError.TOO_LARGE,
                            "it holds more than "
                                    + ENTRIES_MAX
                                    + " entries or "
                                    + SIZE_MAX
                                    + " bytes",
                            "give the file that 'runi compile' wrote");
                }
            }
        }
        byte[] json = entries.get(DagArchive.DAG_JSON);
        if (json == null) {
            throw noDag("holds no " + DagArchive.DAG_JSON);
        }
        verify(entries);
        return new DagArchive(dag(json), "sha256:" + DagBundle.sha256(bytes), jar);
    }

    /** Names that would leave a folder they are unpacked into, or that stand twice. */
    private void named(ZipEntry entry, Map<String, byte[]> entries) {
        String name = entry.getName();
        boolean leaves =
                name.startsWith("/")
                        || name.indexOf('\\') >= 0
                        || name.indexOf('\0') >= 0
                        || List.of(name.split("/", -1)).contains("..");
        if (leaves || entry.isDirectory() || entries.containsKey(name)) {
            throw refusal(
                    DagError.ENTRY_NAME,
                    "the entry '"
                            + name
                            + "' "
                            + (entries.containsKey(name)
                                    ? "stands twice"
                                    : "has no name that a DAG's entry has"),
                    "compile the scenario again");
        }
    }

    private void verify(SortedMap<String, byte[]> entries) {
        byte[] json = entries.remove(DagBundle.DIGESTS);
        if (json == null) {
            throw noDag("holds no " + DagBundle.DIGESTS);
        }
        SortedMap<String, String> stated;
        try {
            stated = parse(json, DagBundle.Digests.class).sha256();
        } catch (IllegalArgumentException e) {
            throw broken(DagBundle.DIGESTS + " cannot be read");
        }
        SortedMap<String, String> found = new TreeMap<>();
        entries.forEach((name, bytes) -> found.put(name, DagBundle.sha256(bytes)));
        if (!found.equals(stated)) {
            SortedSet<String> names = new TreeSet<>(found.keySet());
            names.addAll(stated.keySet());
            String name =
                    names.stream()
                            .filter(it -> !Objects.equals(found.get(it), stated.get(it)))
                            .findFirst()
                            .orElse("");
            throw refusal(
                    DagError.DIGEST,
                    "the entry '" + name + "' is not what was compiled",
                    "compile the scenario again; a DAG is not edited by hand");
        }
    }

    private Dag dag(byte[] json) {
        int format;
        try {
            format = parse(json, Header.class).format();
        } catch (IllegalArgumentException e) {
            throw broken(DagArchive.DAG_JSON + " cannot be read");
        }
        if (format != Dag.FORMAT) {
            throw refusal(
                    DagError.FORMAT,
                    "the DAG has format " + format + ", expected " + Dag.FORMAT,
                    "compile the scenario again with this version of runi");
        }
        try {
            Dag dag = parse(json, Dag.class);
            DagIntegrity.fault(dag)
                    .ifPresent(fault -> {
                        throw broken("the DAG " + fault);
                    });
            return dag;
        } catch (IllegalArgumentException e) {
            throw broken(DagArchive.DAG_JSON + " cannot be read");
        }
    }

    /** The word null is JSON too, and no value. */
    private static <T> T parse(byte[] json, Class<T> type) {
        return Optional.ofNullable(Json.read(json, type))
                .orElseThrow(() -> new IllegalArgumentException("null"));
    }

    private RuninkException unreadable(String why) {
        return refusal(
                DagError.UNREADABLE,
                "'" + file + "' " + why + ", expected a DAG",
                "correct --dag; 'runi compile --out FILE' writes it");
    }

    private RuninkException noDag(String why) {
        return refusal(
                DagError.NO_DAG,
                "the file " + why + ", expected a DAG",
                "give the file that 'runi compile' wrote");
    }

    private RuninkException broken(String what) {
        return refusal(DagError.BROKEN, what, "compile the scenario again");
    }

    private RuninkException refusal(ErrorCode code, String message, String remedy) {
        return new RuninkException(code.at(Location.of(file), message, remedy));
    }
}
