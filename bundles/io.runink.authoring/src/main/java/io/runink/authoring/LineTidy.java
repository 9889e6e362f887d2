package io.runink.authoring;

import io.runink.api.error.Location;
import java.util.function.BiConsumer;

/** Finds blanks where nobody wants them, and takes them away. No text of a scenario holds any. */
final class LineTidy {

    private LineTidy() {}

    /** Tells of each line that a tab indents, or that ends with blanks, at its place. */
    static void find(String file, String text, BiConsumer<LintFinding, Location> found) {
        int number = 0;
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        while (start < text.length()) {
            number++;
            int end = end(text, start);
            int tab = tab(text, start, end);
            int trail = trail(text, start, end);
            if (tab >= 0 && tab < trail) {
                found.accept(LintFinding.TAB, new Location(file, number, tab - start + 1));
            }
            if (trail < end) {
                found.accept(
                        LintFinding.TRAILING_BLANKS, new Location(file, number, trail - start + 1));
            }
            start = next(text, end);
        }
    }

    /** The text with two blanks for each tab that indents, and none at the end of a line. */
    static String tidy(String text) {
        StringBuilder tidy = new StringBuilder();
        int start = 0;
        if (text.startsWith("\uFEFF")) {
            tidy.append('\uFEFF');
            start = 1;
        }
        while (start < text.length()) {
            int end = end(text, start);
            int trail = trail(text, start, end);
            int at = start;
            while (at < trail && blank(text.charAt(at))) {
                tidy.append(text.charAt(at) == '\t' ? "  " : " ");
                at++;
            }
            int next = next(text, end);
            tidy.append(text, at, trail);
            boolean joins = !tidy.isEmpty() && tidy.charAt(tidy.length() - 1) == '\r';
            // Without the blanks between them, CR and LF would be one line's end, not two.
            tidy.append(joins && text.startsWith("\n", end) ? "\r" : text.substring(end, next));
            start = next;
        }
        return tidy.toString();
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t';
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** Behind the line's end; CR LF is one. */
    private static int next(String text, int end) {
        boolean two = text.startsWith("\r\n", end);
        return Math.min(text.length(), end + (two ? 2 : 1));
    }

    /** The first tab among the blanks a line begins with, or -1. */
    private static int tab(String text, int start, int end) {
        for (int at = start; at < end && blank(text.charAt(at)); at++) {
            if (text.charAt(at) == '\t') {
                return at;
            }
        }
        return -1;
    }

    /** Where the blanks begin that a line ends with. */
    private static int trail(String text, int start, int end) {
        int trail = end;
        while (trail > start && blank(text.charAt(trail - 1))) {
            trail--;
        }
        return trail;
    }
}
