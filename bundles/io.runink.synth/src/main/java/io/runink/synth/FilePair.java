package io.runink.synth;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Two files that appear together or not at all; what was there before stays until then. */
final class FilePair implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path golden;
    private final Path labels;
    private final Path goldenPart;
    private final Path labelsPart;
    private final OutputStream goldenOut;
    private final OutputStream labelsOut;

    private FilePair(Path golden, Path labels) throws IOException {
        this.golden = golden;
        this.labels = labels;
        String mark = "." + UUID.randomUUID();
        this.goldenPart = golden.resolveSibling("." + golden.getFileName() + mark + ".part");
        this.labelsPart = labels.resolveSibling("." + labels.getFileName() + mark + ".part");
        this.goldenOut = open(goldenPart);
        try {
            this.labelsOut = open(labelsPart);
        } catch (IOException e) {
            goldenOut.close();
            Files.deleteIfExists(goldenPart);
            throw e;
        }
    }

    static FilePair create(Path golden, Path labels) {
        try {
            Path parent = golden.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (Files.isDirectory(golden) || Files.isDirectory(labels)) {
                throw new FileSystemException(golden.toString(), null, "a folder has that name");
            }
            return new FilePair(golden, labels);
        } catch (IOException e) {
            throw SynthError.NOT_CREATED.exception(
                    "'" + golden + "' cannot be created (" + reason(e) + ")",
                    "name a file in a folder you may write to");
        }
    }

    private static OutputStream open(Path path) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), BUFFER_BYTES);
    }

    /** Adds to the data. */
    void golden(byte[] bytes) throws IOException {
        goldenOut.write(bytes);
    }

    /** Adds to the labels. */
    void labels(byte[] bytes) throws IOException {
        labelsOut.write(bytes);
    }

    /** Makes both visible. */
    void publish() throws IOException {
        goldenOut.close();
        labelsOut.close();
        Path kept = golden.resolveSibling(goldenPart.getFileName() + ".old");
        boolean replaces = Files.exists(golden);
        if (replaces) {
            Files.move(golden, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(goldenPart, golden, StandardCopyOption.ATOMIC_MOVE);
            Files.move(labelsPart, labels, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(golden);
            if (replaces) {
                Files.move(kept, golden, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        Files.deleteIfExists(kept);
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        for (OutputStream out : List.of(goldenOut, labelsOut)) {
            try {
                out.close();
            } catch (IOException _) {
                // The failure was reported where the bytes were written.
            }
        }
        for (Path part : List.of(goldenPart, labelsPart)) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException _) {
                // It was made in this folder a moment ago; what went wrong before matters more.
            }
        }
    }

    /** What the system said, without the path that stands beside it anyway. */
    static String reason(IOException e) {
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String name = e.getClass().getSimpleName().replaceAll("Exception$", "");
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return e instanceof FileSystemException || e.getMessage() == null ? words : e.getMessage();
    }
}
