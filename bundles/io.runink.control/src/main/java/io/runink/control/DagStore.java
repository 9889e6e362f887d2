package io.runink.control;

import io.runink.api.dag.DagArchive;
import io.runink.api.error.RuninkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The DAGs an agent may have to run, by digest, in the home. The Barn holds digests only. */
final class DagStore {

    private final Path folder;

    DagStore(Path home) {
        this.folder = home.resolve("dags");
    }

    /** Keeps a copy, complete or not at all. */
    void keep(DagArchive archive) {
        String digest = archive.digest();
        Path kept = folder.resolve(digest.substring(digest.indexOf(':') + 1) + ".jar");
        if (Files.exists(kept)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, ".dag", ".tmp");
            try {
                Files.copy(archive.jar(), temporary, StandardCopyOption.REPLACE_EXISTING);
                Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new RuninkException(
                    ControlError.HOME.problem(
                            "'" + folder + "' cannot keep the DAG",
                            "check the home's permissions and free space"),
                    e);
        }
    }
}
