package io.runink.kernel.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The jars of a home's plug-ins. A file is complete or absent: it is written beside its place and
 * renamed. What came from the catalogue follows the catalogue; what an operator removed stays away.
 */
final class PluginStore {

    private static final String JAR = ".jar";

    private final Path folder;
    private final Path notes;

    /**
     * @param folder the home's plug-ins
     */
    PluginStore(Path folder) {
        this.folder = folder;
        this.notes = folder.resolve("catalogue.txt");
    }

    /** The jars that are there, by name. */
    List<Path> jars() {
        return jars(folder);
    }

    static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(JAR)).sorted().toList();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Where a plug-in of that name and digest is kept: two builds of it never share a file. */
    private Path place(PluginJar jar) {
        return folder.resolve(jar.name() + "-" + jar.sha256().substring(0, 12) + JAR);
    }

    /** Copies a jar in; where it is now. */
    Path add(PluginJar jar) {
        Path target = place(jar);
        Path partial = folder.resolve("." + jar.name() + ".partial");
        try {
            Files.createDirectories(folder);
            Files.copy(jar.file(), partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(
                    partial,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    void delete(Path jar) {
        try {
            if (jar.startsWith(folder)) {
                Files.deleteIfExists(jar);
            }
        } catch (IOException e) {
            throw failed(jar, e);
        }
    }

    /** Notes that a plug-in shall not come back with the catalogue. */
    void removed(String name) {
        Map<String, String> known = known();
        known.put(name, REMOVED);
        write(known);
    }

    /** Notes that an operator installed a plug-in; {@code sha256} if it is the catalogue's. */
    void installed(String name, String sha256) {
        Map<String, String> known = known();
        known.put(name, sha256);
        write(known);
    }

    /**
     * Brings the folder in line with the catalogue: adds what is new there, replaces what came from
     * an older one, leaves alone what an operator removed or installed.
     *
     * @param catalogue the distribution's plug-ins
     * @param installed what is in the folder now
     */
    void follow(List<PluginJar> catalogue, List<PluginJar> installed) {
        Map<String, String> known = known();
        boolean changed = false;
        for (PluginJar jar : catalogue) {
            String noted = known.get(jar.name());
            List<PluginJar> present =
                    installed.stream().filter(it -> it.name().equals(jar.name())).toList();
            boolean current = present.stream().anyMatch(it -> it.sha256().equals(jar.sha256()));
            boolean own = present.stream().anyMatch(it -> !it.sha256().equals(noted));
            if (REMOVED.equals(noted) || current || own) {
                continue;
            }
            add(jar);
            present.forEach(it -> delete(it.file()));
            known.put(jar.name(), jar.sha256());
            changed = true;
        }
        if (changed) {
            write(known);
        }
    }

    private static final String REMOVED = "removed";

    /** By plug-in: the digest that was copied from the catalogue, or {@link #REMOVED}. */
    private Map<String, String> known() {
        Map<String, String> known = new TreeMap<>();
        if (!Files.exists(notes)) {
            return known;
        }
        try {
            for (String line : Files.readAllLines(notes, StandardCharsets.UTF_8)) {
                int blank = line.indexOf(' ');
                if (blank > 0 && !line.startsWith("#")) {
                    known.put(line.substring(0, blank), line.substring(blank + 1).strip());
                }
            }
            return known;
        } catch (IOException e) {
            throw failed(notes, e);
        }
    }

    private void write(Map<String, String> known) {
        List<String> lines = new ArrayList<>();
        lines.add("# What came from the distribution's catalogue (sha256), and what was removed.");
        known.forEach((name, noted) -> lines.add(name + " " + noted));
        Path partial = folder.resolve(".catalogue.partial");
        try {
            Files.createDirectories(folder);
            Files.write(partial, lines, StandardCharsets.UTF_8);
            Files.move(
                    partial,
                    notes,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(notes, e);
        }
    }

    private static RuntimeException failed(Path file, IOException e) {
        return PluginError.STORE.exception(
                "'"
                        + file
                        + "' cannot be read or written ("
                        + e.getClass().getSimpleName()
                        + ": "
                        + e.getMessage()
                        + ")",
                "check the disk and the owner of the home's folder plugins");
    }
}
