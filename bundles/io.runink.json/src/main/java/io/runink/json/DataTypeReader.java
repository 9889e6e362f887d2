package io.runink.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what {@link DataTypeWriter} writes. */
final class DataTypeReader extends StdDeserializer<DataType> {

    private static final long serialVersionUID = 1L;

    DataTypeReader() {
        super(DataType.class);
    }

    @Override
    public DataType deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return DataType.parse(parser.getText());
        }
        String kind = "";
        List<Field> fields = List.of();
        @Nullable DataType element = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "kind" -> kind = parser.getText();
                case "element" -> element = context.readValue(parser, DataType.class);
                case "fields" -> fields = Arrays.asList(context.readValue(parser, Field[].class));
                default -> parser.skipChildren();
            }
        }
        return new DataType(
                DataType.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), 0, 0, fields, element);
    }
}
