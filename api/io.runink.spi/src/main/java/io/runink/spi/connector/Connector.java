package io.runink.spi.connector;

/**
 * Reads or writes datasets of one scheme. Found by its {@link ConnectorPlugin}; has a public
 * constructor. It works on the streams it is granted and opens nothing itself.
 */
public interface Connector {

    /** The scheme it serves, as its {@link ConnectorPlugin} says. */
    String scheme();

    /**
     * A reader.
     *
     * @throws UnsupportedOperationException if it is no source
     */
    SourceReader source(SourceContext context);

    /**
     * A writer.
     *
     * @throws UnsupportedOperationException if it is no sink
     */
    SinkWriter sink(SinkContext context);
}
