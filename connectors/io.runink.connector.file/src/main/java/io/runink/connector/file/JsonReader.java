package io.runink.connector.file;

import io.runink.spi.connector.Malformation;
import io.runink.spi.connector.RowBatch;
import io.runink.spi.connector.SourceContext;
import io.runink.spi.connector.SourceReader;
import java.io.IOException;

/**
 * Reads JSON objects from lines, or from the elements of one array: the first byte that is no blank
 * decides. Both are cut into records first and parsed one by one, so that a broken record costs
 * itself alone.
 *
 * <p>An array is cut at the commas outside of strings and brackets. An element whose brackets or
 * quotes do not close hides the commas that follow: the rest of the array is then one malformed
 * row.
 */
final class JsonReader implements SourceReader {

    private static final String TRUNCATED = "the end of the file inside the array";

    private final RecordBuffer buffer;
    private final JsonRecord record;
    private final int batchRows;
    private final int limit;

    private boolean started;
    private boolean array;
    private boolean ended;
    private long line = 1;
    private long elements;

    /** What is wrong behind the last element of an array, once it is known. */
    private String leftOver = "";

    JsonReader(SourceContext context, Settings settings) {
        this.buffer = new RecordBuffer(context.input(), settings.recordBytes());
        this.record = new JsonRecord(context.contract());
        this.batchRows = settings.batchRows();
        this.limit = settings.recordBytes();
    }

    @Override
    public int batchRows() {
        return batchRows;
    }

    @Override
    public long bytesRead() {
        return buffer.read();
    }

    @Override
    public boolean read(RowBatch batch) throws IOException {
        if (!started) {
            started = true;
            start();
        }
        while (!ended && !batch.full()) {
            if (!leftOver.isEmpty()) {
                leftOver(batch);
            } else if (array) {
                element(batch);
            } else {
                line(batch);
            }
        }
        return !ended;
    }

    private void start() throws IOException {
        buffer.skipByteOrderMark();
        if (!skipBlanks()) {
            ended = true;
        } else if (buffer.bytes()[buffer.start()] == '[') {
            array = true;
            buffer.startAt(buffer.start() + 1);
        }
    }

    /** Goes on to the first byte that is no blank; false at the end of the stream. */
    private boolean skipBlanks() throws IOException {
        while (true) {
            int at = buffer.start();
            while (at < buffer.end() && blank(buffer.bytes()[at])) {
                line += buffer.bytes()[at] == '\n' ? 1 : 0;
                at++;
            }
            buffer.startAt(at);
            if (at < buffer.end()) {
                return true;
            }
            if (!buffer.fill()) {
                return false;
            }
        }
    }

    private static boolean blank(byte value) {
        return value == ' ' || value == '\t' || value == '\r' || value == '\n';
    }

    private void line(RowBatch batch) throws IOException {
        int at = buffer.start();
        while (true) {
            byte[] bytes = buffer.bytes();
            int end = buffer.end();
            while (at < end && bytes[at] != '\n') {
                at++;
            }
            // One byte more may be the carriage return of the line's end.
            if (at < end || buffer.held() > limit + 1) {
                break;
            }
            at -= buffer.start();
            if (!buffer.fill()) {
                ended = true;
                break;
            }
        }
        if (at - buffer.start() > limit && !endsWithin(at)) {
            tooLong(batch);
            skipLine(at);
            return;
        }
        emit(batch, buffer.start(), at);
        buffer.startAt(Math.min(at + 1, buffer.end()));
        line++;
    }

    /** Whether what passes the limit is the carriage return of the line's end. */
    private boolean endsWithin(int at) {
        return at - 1 - buffer.start() == limit && buffer.bytes()[at - 1] == '\r';
    }

    private void skipLine(int from) throws IOException {
        int at = from;
        while (!ended) {
            while (at < buffer.end() && buffer.bytes()[at] != '\n') {
                at++;
            }
            if (at < buffer.end()) {
                buffer.startAt(at + 1);
                line++;
                return;
            }
            buffer.startAt(at);
            ended = !buffer.fill();
            at = buffer.start();
        }
    }

    /**
     * Adds what lies between two positions as a row, unless it is blank and stands on a line of its
     * own. False if the row is malformed.
     */
    private boolean emit(RowBatch batch, int from, int to) {
        byte[] bytes = buffer.bytes();
        int first = from;
        int last = to;
        while (first < last && blank(bytes[first])) {
            first++;
        }
        while (last > first && blank(bytes[last - 1])) {
            last--;
        }
        return (first == last && !array) || record.add(batch, line, bytes, first, last);
    }

    private void tooLong(RowBatch batch) {
        byte[] raw = JsonRecord.raw(buffer.bytes(), buffer.start(), buffer.start() + limit);
        batch.malformed(
                line, Malformation.LENGTH, "more than " + limit + " bytes", raw, raw.length);
    }

    private void element(RowBatch batch) throws IOException {
        if (!skipBlanks()) {
            leftOver = TRUNCATED;
            return;
        }
        if (elements == 0 && buffer.bytes()[buffer.start()] == ']') {
            endOfArray(buffer.start());
            return;
        }
        ElementScanner scanner = new ElementScanner(buffer, limit);
        boolean closed = scanner.scan();
        boolean whole = false;
        if (scanner.tooLong()) {
            batch.malformed(
                    line,
                    Malformation.LENGTH,
                    "more than " + limit + " bytes",
                    scanner.raw(),
                    scanner.raw().length);
        } else {
            whole = emit(batch, buffer.start(), scanner.position());
        }
        line += scanner.lines();
        elements++;
        if (!closed) {
            buffer.startAt(scanner.position());
            if (whole) {
                leftOver = TRUNCATED;
            } else {
                ended = true;
            }
            return;
        }
        if (buffer.bytes()[scanner.position()] == ']') {
            endOfArray(scanner.position());
        } else {
            buffer.startAt(scanner.position() + 1);
        }
    }

    private void endOfArray(int at) throws IOException {
        buffer.startAt(at + 1);
        if (skipBlanks()) {
            leftOver = "text after the end of the array";
        } else {
            ended = true;
        }
    }

    /** Adds what does not belong to the array as one malformed row, and ends. */
    private void leftOver(RowBatch batch) throws IOException {
        int wanted = Math.min(RowBatch.RAW_BYTES_MAX, limit);
        while (buffer.held() < wanted && buffer.fill()) {
            // As much as is kept of any malformed row.
        }
        byte[] raw =
                JsonRecord.raw(
                        buffer.bytes(),
                        buffer.start(),
                        buffer.start() + Math.min(wanted, buffer.held()));
        batch.malformed(line, Malformation.SYNTAX, leftOver, raw, raw.length);
        drain();
        ended = true;
    }

    /** Reads to the end, so that the bytes read are the file's. */
    private void drain() throws IOException {
        do {
            buffer.startAt(buffer.end());
        } while (buffer.fill());
    }

    @Override
    public void close() {}
}
