package io.runink.authoring;

import java.util.List;

/**
 * Lays a scenario file out. The same words in the same order, comments and blank lines included.
 */
final class ScenarioLayout {

    /** Columns of a line, unless one thing alone needs more. */
    static final int WIDTH = 100;

    private static final int STEP = 2;

    private final String text;
    private final List<Piece> pieces;
    private final StringBuilder out = new StringBuilder();

    private ScenarioLayout(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = pieces;
    }

    /** The layout of a file that parses. */
    static String of(String text, List<Piece> pieces) {
        return new ScenarioLayout(text, pieces).layout();
    }

    private String layout() {
        boolean blank = false;
        for (int at = 0; at < pieces.size(); at++) {
            Piece piece = pieces.get(at);
            if (piece.kind() == Piece.Kind.BLANK) {
                blank = !out.isEmpty();
                continue;
            }
            if (piece.kind() == Piece.Kind.REMARK) {
                out.setLength(out.length() - 1);
                out.append("  ").append(piece.of(text).stripTrailing()).append('\n');
                continue;
            }
            if (blank) {
                out.append('\n');
                blank = false;
            }
            int indent = STEP * (piece.kind() == Piece.Kind.COMMENT ? below(at) : piece.level());
            out.append(" ".repeat(indent)).append(laid(piece, indent)).append('\n');
        }
        return out.toString();
    }

    /** How deep a comment belongs: as what it stands above, else as what it stands below. */
    private int below(int at) {
        for (Piece piece : pieces.subList(at, pieces.size())) {
            if (piece.kind() != Piece.Kind.COMMENT && piece.kind() != Piece.Kind.BLANK) {
                return piece.level();
            }
        }
        for (Piece piece : pieces.subList(0, at).reversed()) {
            if (piece.kind() != Piece.Kind.COMMENT && piece.kind() != Piece.Kind.BLANK) {
                return piece.kind() == Piece.Kind.SCENARIO ? 1 : piece.level();
            }
        }
        return 0;
    }

    private String laid(Piece piece, int indent) {
        String written = piece.of(text).stripTrailing();
        return switch (piece.kind()) {
            case TAG -> TagLayout.of(written, indent, WIDTH);
            case FEATURE, SCENARIO -> afterColon(written);
            case SENTENCE -> sentence(written);
            case BLOCK -> block(written);
            case ITEM -> item(written);
            default -> written;
        };
    }

    private static String afterColon(String written) {
        int colon = written.indexOf(':');
        String rest = written.substring(colon + 1).strip();
        String word = written.substring(0, colon).stripTrailing() + ":";
        return rest.isEmpty() ? word : word + (rest.startsWith("#") ? "  " : " ") + rest;
    }

    private static String sentence(String written) {
        int end = 0;
        while (end < written.length() && SourceText.letter(written.charAt(end))) {
            end++;
        }
        return written.substring(0, end) + " " + written.substring(end).strip();
    }

    private static String block(String written) {
        return BlockParser.header(written).filter(BlockParser.SOURCE::equals).isPresent()
                ? sentence(written)
                : afterColon(written);
    }

    private static String item(String written) {
        if (written.startsWith("-")) {
            return "- " + written.substring(1).strip();
        }
        return written.startsWith("(") ? written : afterColon(written);
    }
}
