package io.runink.cli;

import java.nio.file.Path;

/**
 * What relative paths of one command are relative to.
 *
 * @param directory where it was typed: options that name files start there
 * @param workspace where the paths inside scenarios start
 */
record Folders(Path directory, Path workspace) {

    /** The name of a home that is found by looking upward from where a command was typed. */
    static final String HOME = ".runink";

    Folders {
        directory = directory.toAbsolutePath().normalize();
        workspace = workspace.toAbsolutePath().normalize();
    }

    /**
     * The rule: a home called {@code .runink} at or above the directory makes its folder the
     * workspace. A home elsewhere belongs to no folder, so the directory is the workspace.
     */
    static Folders of(Path directory, Path home) {
        return new Folders(directory, holds(home, directory) ? parent(home) : directory);
    }

    /** Whether a home is what looking upward from a directory finds, however far up. */
    static boolean holds(Path home, Path directory) {
        Path absolute = home.toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        return name != null
                && name.toString().equals(HOME)
                && directory.toAbsolutePath().normalize().startsWith(parent(absolute));
    }

    private static Path parent(Path home) {
        Path parent = home.toAbsolutePath().normalize().getParent();
        return parent == null ? home : parent;
    }

    /** The file an option names. */
    Path file(String option) {
        return directory.resolve(option).normalize();
    }

    /**
     * How a stage that starts from the workspace has to be told of the file an option names: as it
     * was typed where that is the same, so that messages repeat the user's own words.
     */
    String fromWorkspace(String option) {
        if (directory.equals(workspace)) {
            return option;
        }
        Path file = file(option);
        return file.startsWith(workspace) ? workspace.relativize(file).toString() : file.toString();
    }

    /** How people best read a path: relative to where they are, if it lies below. */
    String shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (absolute.equals(directory)) {
            return ".";
        }
        return absolute.startsWith(directory)
                ? directory.relativize(absolute).toString()
                : absolute.toString();
    }
}
