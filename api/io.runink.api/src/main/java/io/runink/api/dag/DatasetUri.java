package io.runink.api.dag;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a dataset on a file system: {@code scheme://path}. The scheme names the connector;
 * the path is relative to the workspace, or absolute.
 *
 * @param scheme lower-case letters, digits, plus, dot, hyphen
 * @param path as written
 */
public record DatasetUri(String scheme, Path path) {

    /** Scheme as in RFC 3986, lower case only. */
    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9+.-]*)://(.+)", Pattern.DOTALL);

    /** A sink here discards. */
    public static final Path DISCARD = Path.of("/dev/null");

    public DatasetUri {
        Objects.requireNonNull(scheme, "scheme is null");
        Objects.requireNonNull(path, "path is null");
    }

    /** Reads a URI; empty if the text is none. */
    public static Optional<DatasetUri> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DatasetUri(matcher.group(1), Path.of(matcher.group(2))));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The same dataset with an absolute path. */
    public DatasetUri resolve(Path workspace) {
        return new DatasetUri(scheme, workspace.resolve(path).toAbsolutePath().normalize());
    }

    /** Whether what is written here goes nowhere. */
    public boolean discards() {
        return path.equals(DISCARD);
    }

    @Override
    public String toString() {
        return scheme + "://" + path;
    }
}
