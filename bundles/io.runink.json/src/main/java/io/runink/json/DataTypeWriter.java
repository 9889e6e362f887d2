package io.runink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.io.IOException;
import java.util.Locale;

/**
 * Writes {@code "decimal(18,4)"}, and what nests as an object: {@code {"element":"string","kind":
 * "list"}}, {@code {"fields":[…],"kind":"struct"}}.
 */
final class DataTypeWriter extends StdSerializer<DataType> {

    private static final long serialVersionUID = 1L;

    DataTypeWriter() {
        super(DataType.class);
    }

    @Override
    public void serialize(DataType type, JsonGenerator into, SerializerProvider provider)
            throws IOException {
        if (!type.nested()) {
            into.writeString(type.toString());
            return;
        }
        into.writeStartObject();
        if (type.element() != null) {
            into.writeFieldName("element");
            serialize(type.element(), into, provider);
        }
        if (!type.fields().isEmpty()) {
            into.writeArrayFieldStart("fields");
            for (Field field : type.fields()) {
                provider.defaultSerializeValue(field, into);
            }
            into.writeEndArray();
        }
        into.writeStringField("kind", type.kind().name().toLowerCase(Locale.ROOT));
        into.writeEndObject();
    }
}
