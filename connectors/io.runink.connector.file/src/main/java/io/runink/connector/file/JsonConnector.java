package io.runink.connector.file;

import io.runink.spi.connector.Connector;
import io.runink.spi.connector.ConnectorPlugin;
import io.runink.spi.connector.SinkContext;
import io.runink.spi.connector.SinkWriter;
import io.runink.spi.connector.SourceContext;
import io.runink.spi.connector.SourceReader;

/** JSON files: reads lines and arrays alike, writes lines. */
@ConnectorPlugin(
        scheme = JsonConnector.SCHEME,
        directions = {"source", "sink"},
        configuration = {Settings.BATCH_ROWS, Settings.RECORD_BYTES})
public final class JsonConnector implements Connector {

    static final String SCHEME = "json";

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public SourceReader source(SourceContext context) {
        return new JsonReader(context, Settings.of(context.configuration()));
    }

    @Override
    public SinkWriter sink(SinkContext context) {
        return new JsonLinesWriter(context.output());
    }
}
