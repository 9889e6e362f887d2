package io.runink.compile;

import io.runink.api.error.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the text of a scenario file. */
final class ScenarioFile {

    /** Bytes of a file: what the scenario reader takes at most. */
    static final int SIZE_MAX = 1024 * 1024;

    private ScenarioFile() {}

    static Optional<String> read(String file, Path workspace, Problems problems) {
        byte[] bytes;
        try {
            Path path = workspace.resolve(file);
            if (!Files.isRegularFile(path)) {
                unreadable(file, Files.exists(path) ? "is no file" : "does not exist", problems);
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(path)) {
                bytes = in.readNBytes(SIZE_MAX + 1);
            }
        } catch (IOException e) {
            unreadable(file, "cannot be read", problems);
            return Optional.empty();
        } catch (InvalidPathException e) {
            unreadable(file, "is no path", problems);
            return Optional.empty();
        }
        if (bytes.length > SIZE_MAX) {
            problems.add(
                    CompileError.TOO_LARGE,
                    Location.of(file),
                    "the file has more than " + SIZE_MAX + " bytes",
                    "split it into several scenario files");
            return Optional.empty();
        }
        return decoded(file, bytes, problems);
    }

    private static void unreadable(String file, String why, Problems problems) {
        problems.add(
                CompileError.SCENARIO_UNREADABLE,
                Location.of(file),
                "'" + file + "' " + why + ", expected a scenario file",
                "correct --scenario; the path starts at the workspace");
    }

    private static Optional<String> decoded(String file, byte[] bytes, Problems problems) {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        String good = text.toString();
        if (!result.isError()) {
            return Optional.of(good);
        }
        // What decoded is everything before the broken byte: its end is the place.
        String lines = good.replace("\r\n", "\n").replace('\r', '\n');
        int line = (int) lines.chars().filter(c -> c == '\n').count() + 1;
        int column = lines.length() - lines.lastIndexOf('\n');
        problems.add(
                CompileError.NOT_UTF8,
                new Location(file, line, column),
                "the file is not UTF-8 here",
                "save it as UTF-8");
        return Optional.empty();
    }
}
