package io.runink.authoring;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays a tag out: on one line if it fits, else filled, each line below aligned with the first
 * argument. What stands in it stays as it is written, comments included.
 */
final class TagLayout {

    private final List<Token> tokens;
    private final int width;
    private final int indent;
    private final StringBuilder out = new StringBuilder();
    private int column;
    private int depth;
    private boolean lineStart;

    private TagLayout(List<Token> tokens, int indent, int width) {
        this.tokens = tokens;
        this.indent = indent;
        this.width = width;
        this.column = indent;
    }

    private enum Kind {
        TAG,
        WORD,
        TEXT,
        OPEN,
        CLOSE,
        COMMA,
        EQUALS,
        /** A comment behind something on its line. */
        REMARK,
        /** A comment on a line of its own. */
        COMMENT
    }

    private record Token(Kind kind, String text) {
        boolean comment() {
            return kind == Kind.REMARK || kind == Kind.COMMENT;
        }
    }

    /**
     * The layout of a tag that parses.
     *
     * @param tag from the at sign to its end
     * @param indent blanks in front of it, which the answer leaves out
     * @param width columns of a line
     */
    static String of(String tag, int indent, int width) {
        List<Token> tokens = commasFirst(tokens(tag));
        return new TagLayout(tokens, indent, width).layout();
    }

    private static List<Token> tokens(String tag) {
        List<Token> tokens = new ArrayList<>();
        boolean fresh = false;
        int at = 0;
        while (at < tag.length()) {
            char c = tag.charAt(at);
            int end = at + 1;
            if (c == '\n' || c == '\r') {
                fresh = true;
            } else if (c != ' ' && c != '\t') {
                end = end(tag, at);
                Kind kind = kind(c);
                Kind told = kind == Kind.REMARK && fresh ? Kind.COMMENT : kind;
                tokens.add(new Token(told, tag.substring(at, end).stripTrailing()));
                fresh = false;
            }
            at = end;
        }
        return tokens;
    }

    private static Kind kind(char first) {
        return switch (first) {
            case '@' -> Kind.TAG;
            case '"' -> Kind.TEXT;
            case '(', '[' -> Kind.OPEN;
            case ')', ']' -> Kind.CLOSE;
            case ',' -> Kind.COMMA;
            case '=' -> Kind.EQUALS;
            case '#' -> Kind.REMARK;
            default -> Kind.WORD;
        };
    }

    /** Where the token ends that begins there. */
    private static int end(String tag, int start) {
        int at = start + 1;
        return switch (kind(tag.charAt(start))) {
            case TEXT -> {
                while (at < tag.length() && tag.charAt(at) != '"') {
                    at += tag.charAt(at) == '\\' ? 2 : 1;
                }
                yield Math.min(at + 1, tag.length());
            }
            case REMARK -> until("\r\n", tag, at);
            case TAG, WORD -> until("()[],=\"#@ \t\r\n", tag, at);
            default -> at;
        };
    }

    private static int until(String stops, String tag, int from) {
        int at = from;
        while (at < tag.length() && stops.indexOf(tag.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** A comma belongs to what it follows, not behind the comment there. */
    private static List<Token> commasFirst(List<Token> tokens) {
        List<Token> ordered = new ArrayList<>();
        for (Token token : tokens) {
            int at = ordered.size();
            while (token.kind() == Kind.COMMA && at > 0 && ordered.get(at - 1).comment()) {
                at--;
            }
            ordered.add(at, token);
        }
        return ordered;
    }

    private String layout() {
        boolean broken = tokens.stream().anyMatch(Token::comment) || indent + flat(0) > width;
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (token.comment()) {
                comment(token);
                continue;
            }
            if (token.kind() == Kind.CLOSE) {
                depth--;
            }
            boolean gap = at > 0 && gap(tokens.get(at - 1), token);
            if (broken && begins(at) && column + 1 + flat(at) > width) {
                newLine();
            }
            if (lineStart) {
                put(" ".repeat(depth == 0 ? indent : align()));
                lineStart = false;
            } else if (gap) {
                put(" ");
            }
            put(token.text());
            if (token.kind() == Kind.OPEN) {
                depth++;
            }
        }
        return out.toString();
    }

    private void comment(Token token) {
        if (token.kind() == Kind.REMARK && !lineStart) {
            put("  ");
        } else {
            if (!lineStart) {
                newLine();
            }
            put(" ".repeat(align()));
        }
        put(token.text());
        newLine();
    }

    private void newLine() {
        out.append('\n');
        column = 0;
        lineStart = true;
    }

    private void put(String text) {
        out.append(text);
        column += text.codePointCount(0, text.length());
    }

    /** The column of the first argument; deeper, two more for each level. */
    private int align() {
        return indent + tokens.getFirst().text().length() + 1 + 2 * Math.max(0, depth - 1);
    }

    /** Whether a line may be broken in front of a token. */
    private boolean begins(int at) {
        if (at == 0 || depth != 1 || lineStart) {
            return false;
        }
        Token before = tokens.get(at - 1);
        return before.kind() == Kind.COMMA || condition(at);
    }

    /** Whether {@code when} or {@code with} stands there behind a text. */
    private boolean condition(int at) {
        Kind before = tokens.get(at - 1).kind();
        return tokens.get(at).kind() == Kind.WORD
                && (before == Kind.TEXT || before == Kind.CLOSE || before == Kind.WORD);
    }

    /** The columns from a token to the next place where the line may be broken or ends. */
    private int flat(int from) {
        int columns = 0;
        int open = 0;
        for (int at = from; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            boolean whole = from == 0;
            if (token.comment() || (!whole && at > from && open == 0 && condition(at))) {
                break;
            }
            columns += token.text().codePointCount(0, token.text().length());
            columns += at > from && gap(tokens.get(at - 1), token) ? 1 : 0;
            open += token.kind() == Kind.OPEN ? 1 : token.kind() == Kind.CLOSE ? -1 : 0;
            if (!whole && (open < 0 || (open == 0 && token.kind() == Kind.COMMA))) {
                break;
            }
        }
        return columns;
    }

    private static boolean gap(Token before, Token token) {
        return switch (token.kind()) {
            case CLOSE, COMMA, EQUALS -> false;
            case OPEN ->
                    before.kind() == Kind.COMMA
                            || (before.kind() == Kind.WORD && token.text().equals("["));
            default -> before.kind() != Kind.OPEN && before.kind() != Kind.EQUALS;
        };
    }
}
