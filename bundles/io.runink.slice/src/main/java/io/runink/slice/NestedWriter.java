package io.runink.slice;

import com.fasterxml.jackson.core.JsonGenerator;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes records, lists and maps as the JSON of a nested column. Not safe for threads. */
final class NestedWriter {

    private final String step;
    private final Part root;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long line;

    /** Writes one kind of value. */
    private interface Part {
        void write(Object value, JsonGenerator into) throws IOException;
    }

    /**
     * A writer.
     *
     * @param field the column
     * @param component the type of the component that yields it
     */
    NestedWriter(String step, Field field, Type component) throws ReflectiveOperationException {
        this.step = step;
        this.root = part(field.type(), component);
    }

    private Part part(DataType type, Type component) throws ReflectiveOperationException {
        return switch (type.kind()) {
            case STRUCT -> struct(type, (Class<?>) component);
            case LIST -> {
                Type argument = RecordHandles.argument(component);
                Part element = part(RecordHandles.element(type), argument);
                yield (value, into) -> {
                    into.writeStartArray();
                    for (Object each : (Iterable<?>) value) {
                        write(each, element, into);
                    }
                    into.writeEndArray();
                };
            }
            case MAP -> {
                Type argument = RecordHandles.argument(component);
                Part element = part(RecordHandles.element(type), argument);
                yield (value, into) -> {
                    into.writeStartObject();
                    for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
                        into.writeFieldName(String.valueOf(each.getKey()));
                        write(each.getValue(), element, into);
                    }
                    into.writeEndObject();
                };
            }
            default -> NestedWriter::scalar;
        };
    }

    private Part struct(DataType type, Class<?> record) throws ReflectiveOperationException {
        List<MethodHandle> accessors = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (Field member : type.fields()) {
            var component = RecordHandles.component(step, record, member);
            accessors.add(RecordHandles.accessor(component));
            parts.add(part(member.type(), component.getGenericType()));
        }
        return (value, into) -> {
            into.writeStartObject();
            for (int i = 0; i < parts.size(); i++) {
                Object member = taken(accessors.get(i), value);
                if (member != null) {
                    into.writeFieldName(type.fields().get(i).name());
                    parts.get(i).write(member, into);
                }
            }
            into.writeEndObject();
        };
    }

    private @Nullable Object taken(MethodHandle accessor, Object record) {
        try {
            return accessor.invokeExact(record);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            throw RecordReader.threw(step, "an accessor of its output", line, thrown);
        }
    }

    private static void write(@Nullable Object value, Part part, JsonGenerator into)
            throws IOException {
        if (value == null) {
            into.writeNull();
        } else {
            part.write(value, into);
        }
    }

    private static void scalar(Object value, JsonGenerator into) throws IOException {
        switch (value) {
            case Boolean flag -> into.writeBoolean(flag);
            case Long number -> into.writeNumber(number);
            case Integer number -> into.writeNumber(number);
            case Short number -> into.writeNumber(number);
            case Byte number -> into.writeNumber(number);
            case BigDecimal decimal -> into.writeNumber(decimal.toPlainString());
            case Double real when Double.isFinite(real) -> into.writeNumber(real);
            case Float real when Float.isFinite(real) -> into.writeNumber(real);
            // What is no value of its column is rejected later.
            default -> into.writeString(RecordWriter.text(value));
        }
    }

    /** Appends a value. */
    void write(Object value, GrowingBytes into, long ofLine) {
        line = ofLine;
        bytes.reset();
        try (JsonGenerator json = JsonPaths.JSON.createGenerator(bytes)) {
            root.write(value, json);
        } catch (IOException e) {
            throw new IllegalStateException("arrays cannot fail to be written", e);
        }
        byte[] written = bytes.toByteArray();
        into.put(written, 0, written.length);
    }
}
