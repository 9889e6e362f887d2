package io.runink.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;

/** Reads and writes files of a cgroup. */
final class CgroupFiles {

    private CgroupFiles() {}

    /** Writes to a file that the kernel made; never makes one. */
    static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw IsolationError.CGROUP.exception(
                    "'" + text + "' cannot be written to '" + file + "' (" + reason(e) + ")",
                    "run as root where cgroups are mounted for writing, or delegate them"
                            + " (systemd: Delegate=yes)");
        }
    }

    /** Makes a cgroup. */
    static void make(Path folder) {
        try {
            Files.createDirectory(folder);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw IsolationError.NAME_TAKEN.exception(
                    "cgroup '" + folder + "' exists, expected none of that name",
                    "end the slice of that name, or give this one another");
        } catch (IOException e) {
            throw IsolationError.CGROUP.exception(
                    "cgroup '" + folder + "' cannot be made (" + reason(e) + ")",
                    "run as root where cgroups are mounted for writing, or delegate them"
                            + " (systemd: Delegate=yes)");
        }
    }

    /** A file's words' first, if the file exists and starts with a number. */
    static OptionalLong number(Path file) {
        for (String line : lines(file)) {
            return parsed(line.strip());
        }
        return OptionalLong.empty();
    }

    /** The number after a key at the start of a line. */
    static OptionalLong number(Path file, String key) {
        for (String line : lines(file)) {
            if (line.startsWith(key + " ")) {
                return parsed(line.substring(key.length() + 1).strip());
            }
        }
        return OptionalLong.empty();
    }

    /** A file's lines; none if it cannot be read. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What the file system said. */
    static String reason(IOException e) {
        String reason = e instanceof java.nio.file.FileSystemException it ? it.getReason() : null;
        if (reason != null) {
            return reason;
        }
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }

    private static OptionalLong parsed(String text) {
        return text.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
