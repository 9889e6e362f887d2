package io.runink.cli;

import io.runink.api.error.Location;
import io.runink.api.error.RuninkException;
import io.runink.api.herd.Herd;
import io.runink.api.herd.IsolationLevel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fills a folder with a workspace that runs as it is: a copy of an example of the distribution.
 * Never touches a file that is there already.
 */
final class HerdInit {

    /** Stands for the herd's name in the files of an example. */
    private static final String HERD = "@HERD@";

    /** Stands for the level that its slices have to have. */
    private static final String ISOLATION = "@ISOLATION@";

    /** The file that becomes the herd's definition. */
    private static final Path TEMPLATE = Path.of("herd", "herd.herd");

    private static final List<String> FOLDERS = List.of("golden", "dags");

    private final Path example;
    private final Path folder;
    private final String herd;
    private final IsolationLevel isolation;

    /**
     * What was done.
     *
     * @param created files that are new, in order, relative to the folder
     * @param kept files that were there already
     */
    record Filled(List<String> created, List<String> kept) {}

    /**
     * One initialisation.
     *
     * @param isolation what the herd demands: the strongest level of this machine, so that the
     *     workspace runs as it is and nothing less will do later
     */
    HerdInit(Path example, Path folder, String herd, IsolationLevel isolation) {
        this.example = example;
        this.folder = folder;
        this.herd = herd;
        this.isolation = isolation;
    }

    /** Throws unless a herd can have that name. */
    static void requireName(String name) {
        if (!Herd.validName(name)) {
            throw CliError.BAD_HERD_NAME.exception(
                    "herd name '"
                            + name
                            + "', expected 1 to 63 of a-z, 0-9 and '-', starting with a letter and"
                            + " ending in a letter or digit",
                    "choose a name like 'my-data-herd'");
        }
    }

    /**
     * The example of a name; where none is given, the one that the distribution puts first.
     *
     * @throws RuninkException if the distribution has none of that name
     */
    static Path example(Path distribution, String name) {
        Path examples = distribution.resolve("examples");
        List<String> names;
        try (Stream<Path> folders = Files.list(examples)) {
            names =
                    folders.filter(Files::isDirectory)
                            .map(it -> String.valueOf(it.getFileName()))
                            .sorted()
                            .toList();
        } catch (IOException e) {
            names = List.of();
        }
        String wanted = name.isEmpty() ? standard(examples, names) : name;
        if (!names.contains(wanted)) {
            throw CliError.EXAMPLE_MISSING.exception(
                    "example '"
                            + wanted
                            + "' is not in '"
                            + examples
                            + "', expected one of: "
                            + String.join(", ", names),
                    names.isEmpty()
                            ? "build or install the distribution anew"
                            : "give one of these names with --example");
        }
        return examples.resolve(wanted);
    }

    /** The example that a file of the distribution names, else the first. */
    private static String standard(Path examples, List<String> names) {
        try {
            return Files.readString(examples.resolve("default")).strip();
        } catch (IOException e) {
            return names.isEmpty() ? "" : names.getFirst();
        }
    }

    /** The herd's definition in the folder. */
    Path definition() {
        return folder.resolve("herd").resolve(herd + ".herd");
    }

    /** Copies what is not there yet. */
    Filled fill() {
        List<String> created = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(example)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                Path relative = example.relativize(file);
                Path target = relative.equals(TEMPLATE) ? definition() : folder.resolve(relative);
                String shown = folder.relativize(target).toString();
                if (Files.exists(target)) {
                    kept.add(shown);
                    continue;
                }
                byte[] content = named(Files.readAllBytes(file));
                try (AtomicFile copy = new AtomicFile(target, target.toString(), content)) {
                    copy.keep();
                }
                created.add(shown);
            }
            for (String name : FOLDERS) {
                Files.createDirectories(folder.resolve(name));
            }
        } catch (IOException e) {
            throw AtomicFile.unwritable(folder.toString(), e);
        }
        return new Filled(List.copyOf(created), List.copyOf(kept));
    }

    /** Text gets the herd's name; what is no UTF-8 is no text. */
    private byte[] named(byte[] content) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.replace(HERD, herd)
                    .replace(ISOLATION, isolation.text())
                    .getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return content;
        }
    }

    /** Text of a file that a user named. */
    static String text(Path file, String named) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RuninkException(
                    CliError.UNREADABLE.at(
                            Location.of(named),
                            "'" + named + "' is no UTF-8, expected text",
                            "save it as UTF-8"),
                    e);
        } catch (IOException e) {
            throw AtomicFile.unreadable(named, e);
        }
    }
}
