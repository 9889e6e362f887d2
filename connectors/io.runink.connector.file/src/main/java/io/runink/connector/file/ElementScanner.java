package io.runink.connector.file;

import java.io.IOException;

/**
 * Finds where an element of a JSON array ends: at the comma or closing bracket outside of its
 * strings and brackets. What passes the limit is scanned and let go.
 */
final class ElementScanner {

    private final RecordBuffer buffer;
    private final int limit;
    private int at;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private long lines;
    private boolean tooLong;
    private byte[] raw = new byte[0];

    ElementScanner(RecordBuffer buffer, int limit) {
        this.buffer = buffer;
        this.limit = limit;
        this.at = buffer.start();
    }

    /** Scans to the end of the element; false if the stream ends before it does. */
    boolean scan() throws IOException {
        while (true) {
            if (within()) {
                return true;
            }
            if (buffer.held() > limit) {
                if (!tooLong) {
                    tooLong = true;
                    raw = firstBytes();
                }
                buffer.startAt(at);
            }
            at -= buffer.start();
            if (!buffer.fill()) {
                return false;
            }
        }
    }

    private boolean within() {
        byte[] bytes = buffer.bytes();
        int end = buffer.end();
        for (; at < end; at++) {
            byte value = bytes[at];
            if (value == '\n') {
                lines++;
            }
            if (inString) {
                if (escaped) {
                    escaped = false;
                } else if (value == '\\') {
                    escaped = true;
                } else if (value == '"') {
                    inString = false;
                }
            } else if (value == '"') {
                inString = true;
            } else if (value == '{' || value == '[') {
                depth++;
            } else if (depth == 0 && (value == ',' || value == ']')) {
                tooLong |= at - buffer.start() > limit;
                return true;
            } else if (value == '}' || value == ']') {
                depth--;
            }
        }
        return false;
    }

    /** Where the element ends: at its comma or bracket. */
    int position() {
        return at;
    }

    /** Line ends it holds. */
    long lines() {
        return lines;
    }

    /** Whether it passed the limit. */
    boolean tooLong() {
        return tooLong;
    }

    /** The first bytes of an element that passed the limit. */
    byte[] raw() {
        return raw.length > 0 ? raw : firstBytes();
    }

    private byte[] firstBytes() {
        return JsonRecord.raw(buffer.bytes(), buffer.start(), buffer.start() + limit);
    }
}
