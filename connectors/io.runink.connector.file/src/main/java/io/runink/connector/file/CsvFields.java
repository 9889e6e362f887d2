package io.runink.connector.file;

import io.runink.spi.connector.RowBatch;
import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts a CSV stream into records and fields. Fields stay where they are unless quotes hide in them.
 */
final class CsvFields {

    /** What was found. */
    enum Found {
        /** A record. */
        ROW,
        /** A line with nothing on it. */
        BLANK,
        /** A record with a quote where none may be, or that none closes. */
        BROKEN,
        /** A record above the limit. */
        TOO_LONG,
        /** The end of the stream. */
        NOTHING
    }

    private static final int QUOTED = 1;
    private static final int ESCAPED = 2;

    private final RecordBuffer buffer;
    private final int limit;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private byte[] forms = new byte[64];
    private int count;
    private byte[] unescaped = new byte[256];
    private byte[] prefix = new byte[0];
    private boolean prefixed;

    /** Bytes of the record scanned, relative to its start. */
    private int at;

    private int recordEnd;
    private int consumed;
    private long lines;
    private boolean atEnd;

    CsvFields(RecordBuffer buffer, int limit) {
        this.buffer = buffer;
        this.limit = limit;
    }

    /** Goes on to the next record. */
    Found next() throws IOException {
        buffer.startAt(buffer.start() + consumed);
        consumed = 0;
        at = 0;
        count = 0;
        lines = 0;
        prefixed = false;
        if (!more(0)) {
            return Found.NOTHING;
        }
        while (true) {
            Found found = field();
            if (found == Found.ROW && !atEndOfRecord()) {
                at++;
                continue;
            }
            if (found == Found.ROW) {
                return endOfRecord();
            }
            recordEnd = at;
            skipLine(found);
            return found;
        }
    }

    /** Whether there is a byte at a place of the record, which may have to be read first. */
    private boolean more(int place) throws IOException {
        while (buffer.held() <= place) {
            if (!buffer.fill()) {
                return false;
            }
        }
        return true;
    }

    private byte peek(int place) {
        return buffer.bytes()[buffer.start() + place];
    }

    /** Scans a field; {@code ROW} if it is whole, {@link #at} is behind it. */
    private Found field() throws IOException {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            forms = Arrays.copyOf(forms, 2 * count);
        }
        if (more(at) && peek(at) == '"') {
            return quoted();
        }
        starts[count] = at;
        forms[count] = 0;
        while (true) {
            byte[] bytes = buffer.bytes();
            int base = buffer.start();
            int held = buffer.held();
            while (at < held) {
                byte b = bytes[base + at];
                if (b == ',' || b == '\n' || b == '"') {
                    break;
                }
                at++;
            }
            if (at > limit + 1) {
                return Found.TOO_LONG;
            }
            if (at < held || !more(at)) {
                break;
            }
        }
        if (at < buffer.held() && peek(at) == '"') {
            return Found.BROKEN;
        }
        int end = at;
        boolean lineEnd = at == buffer.held() || peek(at) == '\n';
        if (lineEnd && end > starts[count] && peek(end - 1) == '\r') {
            end--;
        }
        ends[count++] = end;
        return at > limit + 1 || end > limit ? Found.TOO_LONG : Found.ROW;
    }

    private Found quoted() throws IOException {
        at++;
        starts[count] = at;
        forms[count] = QUOTED;
        while (true) {
            if (at > limit) {
                return Found.TOO_LONG;
            }
            if (!more(at)) {
                return Found.BROKEN;
            }
            byte b = peek(at);
            if (b == '\n') {
                lines++;
            } else if (b == '"') {
                if (!more(at + 1) || peek(at + 1) != '"') {
                    break;
                }
                forms[count] = ESCAPED;
                at++;
            }
            at++;
        }
        ends[count++] = at++;
        if (!more(at) || peek(at) == ',' || peek(at) == '\n') {
            return Found.ROW;
        }
        if (peek(at) == '\r' && (!more(at + 1) || peek(at + 1) == '\n')) {
            at++;
            return Found.ROW;
        }
        return Found.BROKEN;
    }

    private boolean atEndOfRecord() {
        atEnd = at >= buffer.held();
        return atEnd || peek(at) == '\n';
    }

    private Found endOfRecord() {
        recordEnd = at;
        consumed = atEnd ? at : at + 1;
        lines += atEnd ? 0 : 1;
        return count == 1 && forms[0] == 0 && ends[0] == starts[0] ? Found.BLANK : Found.ROW;
    }

    /** Goes behind the next line end; what passes the limit is let go. */
    private void skipLine(Found found) throws IOException {
        if (found == Found.TOO_LONG) {
            keepPrefix();
        }
        while (true) {
            if (!more(at)) {
                consumed = at;
                return;
            }
            if (peek(at) == '\n') {
                consumed = at + 1;
                lines++;
                return;
            }
            at++;
            if (at > limit) {
                if (!prefixed) {
                    keepPrefix();
                }
                buffer.startAt(buffer.start() + at);
                at = 0;
            }
        }
    }

    /** Keeps the first bytes of a record that is too long to be held. */
    private void keepPrefix() {
        int length = Math.min(limit, RowBatch.RAW_BYTES_MAX);
        prefix = Arrays.copyOfRange(buffer.bytes(), buffer.start(), buffer.start() + length);
        prefixed = true;
    }

    /** Line ends that the record holds, its own included. */
    long lines() {
        return lines;
    }

    /** How many fields there are. */
    int count() {
        return count;
    }

    /** The array that {@link #rawStart} and {@link #rawEnd} are places in. */
    byte[] bytes() {
        return prefixed ? prefix : buffer.bytes();
    }

    int rawStart() {
        return prefixed ? 0 : buffer.start();
    }

    int rawEnd() {
        return prefixed ? prefix.length : buffer.start() + recordEnd;
    }

    /** The array that holds a field; asking again for another field may change its content. */
    byte[] bytes(int field) {
        if (forms[field] != ESCAPED) {
            return buffer.bytes();
        }
        int size = ends[field] - starts[field];
        if (unescaped.length < size) {
            unescaped = new byte[size];
        }
        int to = 0;
        for (int i = starts[field]; i < ends[field]; i++) {
            byte b = peek(i);
            unescaped[to++] = b;
            if (b == '"') {
                i++;
            }
        }
        return unescaped;
    }

    /** Where a field begins in its array. */
    int start(int field) {
        return forms[field] == ESCAPED ? 0 : buffer.start() + starts[field];
    }

    /** How many bytes a field has. */
    int length(int field) {
        int size = ends[field] - starts[field];
        if (forms[field] != ESCAPED) {
            return size;
        }
        int quotes = 0;
        for (int i = starts[field]; i < ends[field]; i++) {
            if (peek(i) == '"') {
                quotes++;
            }
        }
        return size - quotes / 2;
    }
}
