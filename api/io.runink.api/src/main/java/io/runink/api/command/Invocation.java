package io.runink.api.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * One command, as somebody typed it.
 *
 * @param arguments without the program's name
 * @param directory where it was typed, absolute
 * @param home where state lives, absolute
 * @param terminal whether standard error is a terminal
 * @param out for the answer
 * @param err for everything else
 */
public record Invocation(
        List<String> arguments,
        Path directory,
        Path home,
        boolean terminal,
        PrintStream out,
        PrintStream err) {

    public Invocation {
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(directory, "directory is null");
        Objects.requireNonNull(home, "home is null");
        Objects.requireNonNull(out, "out is null");
        Objects.requireNonNull(err, "err is null");
    }
}
