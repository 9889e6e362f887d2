package io.runink.connector.file;

import io.runink.api.contract.Contract;
import io.runink.api.error.RuninkException;
import io.runink.spi.connector.Connector;
import io.runink.tck.ConnectorSuite;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any bytes are rows, each whole or malformed, however they arrive, and rows are read back. */
final class RowsFuzz {

    private static final Contract CONTRACT = Samples.contract("a", "b", "c");

    private final ConnectorSuite suite;

    RowsFuzz(Connector connector) {
        suite = new ConnectorSuite(connector, Map.of("record-bytes", "1024", "batch-rows", "16"));
    }

    void tryOut(byte[] data) throws IOException {
        ConnectorSuite.Read read;
        try {
            suite.readsTheSameInBatchesOfEverySize(CONTRACT, data);
            read = suite.read(CONTRACT, data);
        } catch (RuninkException e) {
            // A header that cannot be read.
            return;
        }
        List<List<@Nullable String>> rows =
                read.rows().stream().map(ConnectorSuite.Row::values).toList();
        if (!rows.isEmpty()) {
            suite.readsBackWhatItWrote(CONTRACT, rows);
        }
    }
}
