package io.runink.connector.file;

import io.runink.api.contract.Contract;
import io.runink.spi.connector.Malformation;
import io.runink.spi.connector.RowBatch;
import io.runink.spi.connector.SourceContext;
import io.runink.spi.connector.SourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads CSV as RFC 4180 has it, with a header that names the columns; lines may end in LF as well.
 * Blank lines are skipped. Empty fields are absent, quoted or not. A column of the contract that
 * the header lacks is absent in every row.
 *
 * <p>After a malformed row, reading goes on behind its line end. A quote that nothing closes hides
 * the line ends that follow: the row then ends with the file, or passes the record limit, behind
 * which reading goes on with the next line.
 */
final class CsvReader implements SourceReader {

    private final String uri;
    private final Contract contract;
    private final RecordBuffer buffer;
    private final CsvFields fields;
    private final int batchRows;
    private final int limit;

    /** The contract's column for each of the file's, or -1. */
    private int[] columns = new int[0];

    private boolean started;
    private boolean ended;
    private long line = 1;

    CsvReader(SourceContext context, Settings settings) {
        this.uri = context.uri();
        this.contract = context.contract();
        this.buffer = new RecordBuffer(context.input(), settings.recordBytes());
        this.fields = new CsvFields(buffer, settings.recordBytes());
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
            buffer.skipByteOrderMark();
            header();
        }
        while (!ended && !batch.full()) {
            CsvFields.Found found = fields.next();
            switch (found) {
                case NOTHING -> ended = true;
                case BLANK -> {}
                case ROW -> row(batch);
                case BROKEN -> malformed(batch, Malformation.SYNTAX, "a quote out of place");
                case TOO_LONG ->
                        malformed(batch, Malformation.LENGTH, "more than " + limit + " bytes");
            }
            line += fields.lines();
        }
        return !ended;
    }

    private void header() throws IOException {
        while (true) {
            CsvFields.Found found = fields.next();
            line += fields.lines();
            if (found == CsvFields.Found.NOTHING) {
                ended = true;
                return;
            }
            if (found == CsvFields.Found.BLANK) {
                continue;
            }
            if (found != CsvFields.Found.ROW
                    || !Utf8.valid(fields.bytes(), fields.rawStart(), fields.rawEnd())) {
                throw FileError.HEADER_UNREADABLE.exception(
                        "the first line of '" + uri + "' cannot be read as a CSV header",
                        "give the file a first line that names its columns, in UTF-8");
            }
            break;
        }
        columns = new int[fields.count()];
        boolean[] taken = new boolean[contract.fields().size()];
        for (int i = 0; i < columns.length; i++) {
            String name =
                    new String(
                            fields.bytes(i),
                            fields.start(i),
                            fields.length(i),
                            StandardCharsets.UTF_8);
            columns[i] = column(name);
            if (columns[i] >= 0) {
                // Of two columns of one name, the first counts.
                columns[i] = taken[columns[i]] ? -1 : columns[i];
                if (columns[i] >= 0) {
                    taken[columns[i]] = true;
                }
            }
        }
    }

    private int column(String name) {
        for (int i = 0; i < contract.fields().size(); i++) {
            if (contract.fields().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void row(RowBatch batch) {
        if (fields.count() != columns.length) {
            malformed(
                    batch,
                    Malformation.SYNTAX,
                    fields.count() + " fields where the header has " + columns.length);
            return;
        }
        if (!Utf8.valid(fields.bytes(), fields.rawStart(), fields.rawEnd())) {
            malformed(batch, Malformation.ENCODING, "bytes that are not");
            return;
        }
        batch.begin(line);
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] >= 0 && fields.length(i) > 0) {
                batch.set(columns[i], fields.bytes(i), fields.start(i), fields.length(i));
            }
        }
        batch.end();
    }

    private void malformed(RowBatch batch, Malformation malformation, String found) {
        byte[] raw =
                Arrays.copyOfRange(
                        fields.bytes(),
                        fields.rawStart(),
                        Math.min(fields.rawEnd(), fields.rawStart() + RowBatch.RAW_BYTES_MAX));
        batch.malformed(line, malformation, found, raw, raw.length);
    }

    @Override
    public void close() {}
}
