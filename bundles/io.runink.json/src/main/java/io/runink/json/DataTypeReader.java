package io.runink.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.runink.api.contract.DataType;
import java.io.IOException;

/** Reads {@code "decimal(18,4)"}. */
final class DataTypeReader extends StdScalarDeserializer<DataType> {

    private static final long serialVersionUID = 1L;

    DataTypeReader() {
        super(DataType.class);
    }

    @Override
    public DataType deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        return DataType.parse(parser.getText());
    }
}
