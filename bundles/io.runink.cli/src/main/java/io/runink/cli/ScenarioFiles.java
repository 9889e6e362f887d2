package io.runink.cli;

import io.runink.api.error.Location;
import io.runink.api.error.RuninkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes the scenario files that a command line names. */
final class ScenarioFiles {

    /** Bytes read of a file: more than any scenario may have, whose reader then says so. */
    private static final int BYTES_MAX = 8 * 1024 * 1024;

    private final Folders folders;

    ScenarioFiles(Folders folders) {
        this.folders = folders;
    }

    /**
     * The text of a file.
     *
     * @param named as the user named it
     * @throws RuninkException if it cannot be read or is not UTF-8
     */
    String read(String named) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(folders.file(named))) {
            bytes = in.readNBytes(BYTES_MAX);
        } catch (IOException e) {
            throw AtomicFile.unreadable(named, e);
        }
        try {
            // A strict decoder: what it cannot read must not be written back as something else.
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new RuninkException(
                    CliError.NOT_UTF8.at(
                            Location.of(named),
                            "'" + named + "' is not UTF-8, expected text",
                            "save it as UTF-8; nothing was changed"),
                    e);
        }
    }

    /** Puts the text in the file's place, whole or not at all; a link stays one. */
    void write(String named, String text) {
        Path target = folders.file(named);
        try {
            target = target.toRealPath();
        } catch (IOException e) {
            throw AtomicFile.unwritable(named, e);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (AtomicFile file = new AtomicFile(target, named, bytes)) {
            file.keep();
        }
    }
}
