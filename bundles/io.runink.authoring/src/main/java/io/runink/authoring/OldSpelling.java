package io.runink.authoring;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A spelling that is read and should not be written any more.
 *
 * @param old what stands there
 * @param now what should
 * @param at the offset in the file
 */
record OldSpelling(String old, String now, int at) {

    private static final Pattern HEADER = Pattern.compile("^(Golden Test)[ \\t]*:");
    private static final Pattern SOURCE =
            Pattern.compile("^(?:-[ \\t]*|(?:Given|And)[ \\t]+)(source)[ \\t]+\"");

    /** The old spelling in a piece of a file that parses. */
    static Optional<OldSpelling> of(Piece piece, String text) {
        if (piece.kind() != Piece.Kind.BLOCK && piece.kind() != Piece.Kind.ITEM) {
            return Optional.empty();
        }
        String written = piece.of(text);
        Matcher header = HEADER.matcher(written);
        if (header.find()) {
            return Optional.of(new OldSpelling("Golden Test", BlockParser.GOLDEN, piece.start()));
        }
        Matcher source = SOURCE.matcher(written);
        return source.find()
                ? Optional.of(
                        new OldSpelling("source", "source stream", piece.start() + source.start(1)))
                : Optional.empty();
    }

    /** The text in the spelling of today. */
    static String corrected(String text, List<Piece> pieces) {
        StringBuilder corrected = new StringBuilder(text);
        for (Piece piece : pieces.reversed()) {
            of(piece, text)
                    .ifPresent(it ->
                            corrected.replace(it.at(), it.at() + it.old().length(), it.now()));
        }
        return corrected.toString();
    }
}
