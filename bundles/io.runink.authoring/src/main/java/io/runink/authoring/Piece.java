package io.runink.authoring;

import io.runink.api.error.Location;

/**
 * A stretch of a scenario file, for whoever lays it out. All pieces together hold everything but
 * blanks and line ends.
 *
 * @param kind what it is
 * @param start offset of its first character
 * @param end offset behind its last
 * @param line where it starts, from 1
 * @param level how deep it belongs: 0 outside of scenarios, 1 inside, one more in a block
 */
record Piece(Kind kind, int start, int end, int line, int level) {

    enum Kind {
        BLANK,
        /** On a line of its own. */
        COMMENT,
        /** Behind something else. */
        REMARK,
        FEATURE,
        DESCRIPTION,
        SCENARIO,
        TAG,
        SENTENCE,
        /** The first line of a block, or a source that reads as a sentence. */
        BLOCK,
        /** A line of a block. */
        ITEM
    }

    Piece outward() {
        return new Piece(kind, start, end, line, Math.max(0, level - 1));
    }

    /** Where it starts. */
    Location place(String file, String text) {
        int begin = start;
        while (begin > 0 && "\r\n\uFEFF".indexOf(text.charAt(begin - 1)) < 0) {
            begin--;
        }
        return new Location(file, line, start - begin + 1);
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
