package io.runink.connector.file;

import io.runink.spi.connector.Connector;
import io.runink.spi.connector.ConnectorPlugin;
import io.runink.spi.connector.SinkContext;
import io.runink.spi.connector.SinkWriter;
import io.runink.spi.connector.SourceContext;
import io.runink.spi.connector.SourceReader;

/** CSV files as RFC 4180 has them, with a header. */
@ConnectorPlugin(
        scheme = CsvConnector.SCHEME,
        directions = {"source", "sink"},
        configuration = {Settings.BATCH_ROWS, Settings.RECORD_BYTES})
public final class CsvConnector implements Connector {

    static final String SCHEME = "csv";

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public SourceReader source(SourceContext context) {
        return new CsvReader(context, Settings.of(context.configuration()));
    }

    @Override
    public SinkWriter sink(SinkContext context) {
        return new CsvWriter(context.output());
    }
}
