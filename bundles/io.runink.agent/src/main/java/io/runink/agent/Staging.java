package io.runink.agent;

import io.runink.api.dag.DatasetUri;
import io.runink.api.error.RuninkException;
import io.runink.api.run.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files a run writes before it commits. A staged file lies beside its target, so that making it
 * visible is one rename in one folder; its name begins with a dot and holds the run's id, so that
 * it can be found again after a crash.
 */
final class Staging {

    private Staging() {}

    /** Where an output lies until its run commits. */
    static Path staged(Path target, String run) {
        return target.resolveSibling("." + target.getFileName() + "." + run + ".staged");
    }

    /**
     * Makes the folder of a target.
     *
     * @return the folders that were made, innermost first: to remove again if nothing comes of it
     */
    static Deque<Path> folder(Path target) {
        Deque<Path> made = new ArrayDeque<>();
        Path folder = target.toAbsolutePath().getParent();
        Deque<Path> missing = new ArrayDeque<>();
        while (folder != null && Files.notExists(folder)) {
            missing.push(folder);
            folder = folder.getParent();
        }
        try {
            for (Path each : missing) {
                Files.createDirectory(each);
                made.push(each);
            }
            return made;
        } catch (IOException e) {
            remove(made);
            throw new RuninkException(
                    AgentError.OUTPUT.problem(
                            "the folder of output '" + target + "' cannot be made",
                            "check the path and its permissions"),
                    e);
        }
    }

    /** Removes folders that were made for nothing; those that hold something stay. */
    static void remove(Iterable<Path> folders) {
        for (Path folder : folders) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                return;
            }
        }
    }

    /**
     * Removes what a run staged.
     *
     * @return the files that could not be removed; they are invisible to readers of the targets
     */
    static List<Path> discard(Iterable<String> uris, String run) {
        List<Path> left = new ArrayList<>();
        for (String uri : uris) {
            DatasetUri dataset = DatasetUri.parse(uri).orElse(null);
            if (dataset == null || dataset.discards()) {
                continue;
            }
            Path staged = staged(dataset.path(), run);
            try {
                Files.deleteIfExists(staged);
            } catch (IOException e) {
                left.add(staged);
            }
        }
        return left;
    }

    /**
     * Removes what a held run staged. May be repeated.
     *
     * @return the files that could not be removed
     */
    static List<Path> discard(List<RunRecord.Publication> publications) {
        List<Path> left = new ArrayList<>();
        for (RunRecord.Publication publication : publications) {
            Path staged = Path.of(publication.staged());
            try {
                Files.deleteIfExists(staged);
            } catch (IOException e) {
                left.add(staged);
            }
        }
        return left;
    }

    /** Those of a held run's files that are not what it staged. */
    static List<Path> changed(List<RunRecord.Publication> publications) {
        return publications.stream()
                .filter(it -> !sha256(Path.of(it.staged())).equals(it.sha256()))
                .map(it -> Path.of(it.staged()))
                .toList();
    }

    /** Of a file's bytes, hex; empty if it cannot be read. */
    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Makes committed outputs visible. May be repeated after a crash: what is done already is left.
     *
     * @throws IOException if a rename failed; repeat it later
     */
    static void publish(List<RunRecord.Publication> publications) throws IOException {
        Set<Path> folders = new TreeSet<>();
        for (RunRecord.Publication publication : publications) {
            Path staged = Path.of(publication.staged());
            Path target = Path.of(publication.target());
            try {
                Files.move(
                        staged,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException e) {
                if (Files.notExists(target)) {
                    throw e;
                }
            }
            folders.add(target.toAbsolutePath().getParent());
        }
        for (Path folder : folders) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
