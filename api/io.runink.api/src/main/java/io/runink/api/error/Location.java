package io.runink.api.error;

import java.util.Objects;

/**
 * A place in a text file.
 *
 * @param file as the user named it
 * @param line from 1; 0 where only the file is known
 * @param column from 1, in UTF-16 units; 0 where only the line is known
 */
public record Location(String file, int line, int column) {

    public Location {
        Objects.requireNonNull(file, "file is null");
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line " + line + ", column " + column);
        }
    }

    /** The whole file. */
    public static Location of(String file) {
        return new Location(file, 0, 0);
    }

    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
