package io.runink.connector.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What {@code distribution/fuzz} tries of CSV files. */
public final class CsvRowsFuzz {

    private static final RowsFuzz ROWS = new RowsFuzz(new CsvConnector());

    private CsvRowsFuzz() {}

    /** Loads what the first input would, whose time is taken as that of any other. */
    public static void fuzzerInitialize() throws IOException {
        fuzzerTestOneInput("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }

    /** One input, as Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        ROWS.tryOut(data);
    }
}
