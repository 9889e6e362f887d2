package io.runink.slice;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.error.RuninkException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records, lists and maps from the JSON of a nested column. Not safe for threads. */
final class NestedReader {

    private final String step;
    private final Part root;
    private final JsonText text = new JsonText();
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private long line;

    /** Makes one kind of value. */
    private interface Part {

        /** The value that begins at a token; null if it is absent. */
        @Nullable Object read(JsonParser parser, JsonToken token) throws IOException;
    }

    /**
     * A reader.
     *
     * @param field the column
     * @param component the type of the component that takes it
     */
    NestedReader(String step, Field field, Type component) throws ReflectiveOperationException {
        this.step = step;
        this.root = part(field.name(), field, field.type(), component);
    }

    private Part part(String path, Field field, DataType type, Type component)
            throws ReflectiveOperationException {
        return switch (type.kind()) {
            case STRUCT -> struct(path, type, (Class<?>) component);
            case LIST -> {
                Type argument = RecordHandles.argument(component);
                yield list(part(path + "[]", field, RecordHandles.element(type), argument));
            }
            case MAP -> {
                Type argument = RecordHandles.argument(component);
                yield map(part(path + "{}", field, RecordHandles.element(type), argument));
            }
            default -> scalar(path, field, new ScalarReader(type, component));
        };
    }

    private Part scalar(String path, Field field, ScalarReader reader) {
        List<byte[]> missing = MissingTexts.bytes(field);
        return (parser, token) -> {
            if (!token.isScalarValue()) {
                throw unfit(path);
            }
            text.scalar(parser, token, bytes, from, to, false);
            if (MissingTexts.among(missing, text.bytes(), 0, text.length())) {
                return null;
            }
            Object value = reader.read(text.bytes(), 0, text.length());
            if (value == null) {
                throw unfit(path);
            }
            return value;
        };
    }

    private static Part list(Part element) {
        return (parser, token) -> {
            List<@Nullable Object> elements = new ArrayList<>();
            for (JsonToken next = parser.nextToken();
                    next != JsonToken.END_ARRAY;
                    next = parser.nextToken()) {
                elements.add(value(parser, next, element));
            }
            return Collections.unmodifiableList(elements);
        };
    }

    private static Part map(Part element) {
        return (parser, token) -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (String name = parser.nextFieldName();
                    name != null;
                    name = parser.nextFieldName()) {
                values.put(name, value(parser, parser.nextToken(), element));
            }
            return Collections.unmodifiableMap(values);
        };
    }

    private Part struct(String path, DataType type, Class<?> record)
            throws ReflectiveOperationException {
        MethodHandle constructor = RecordHandles.constructor(record);
        RecordComponent[] components = record.getRecordComponents();
        Map<String, Integer> places = new HashMap<>();
        List<Part> parts = new ArrayList<>();
        for (RecordComponent component : components) {
            Field member = RecordHandles.field(step, path, type.fields(), component);
            places.put(member.name(), parts.size());
            String inner = path + "." + member.name();
            parts.add(part(inner, member, member.type(), component.getGenericType()));
        }
        return (parser, token) -> {
            @Nullable Object[] values = new @Nullable Object[components.length];
            for (String name = parser.nextFieldName();
                    name != null;
                    name = parser.nextFieldName()) {
                JsonToken next = parser.nextToken();
                Integer place = places.get(name);
                if (place == null) {
                    parser.skipChildren();
                } else {
                    values[place] = value(parser, next, parts.get(place));
                }
            }
            for (int i = 0; i < components.length; i++) {
                if (values[i] == null && components[i].getType().isPrimitive()) {
                    throw absent(path + "." + components[i].getName());
                }
            }
            return made(constructor, values);
        };
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token, Part part)
            throws IOException {
        return token == null || token == JsonToken.VALUE_NULL ? null : part.read(parser, token);
    }

    private Object made(MethodHandle constructor, @Nullable Object[] values) {
        try {
            return constructor.invokeExact(values);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable thrown) {
            throw RecordReader.threw(step, "the constructor of its input", line, thrown);
        }
    }

    /** The value of a text, which the column's rules hold to be one. */
    @Nullable Object read(byte[] json, int start, int length, long ofLine) {
        bytes = json;
        from = start;
        to = start + length;
        line = ofLine;
        try (JsonParser parser = JsonPaths.JSON.createParser(json, start, length)) {
            return value(parser, parser.nextToken(), root);
        } catch (IOException e) {
            throw new IllegalStateException("the column's rules hold it to be JSON", e);
        }
    }

    private RuninkException absent(String path) {
        return SliceError.VALUE_ABSENT.exception(
                "step '"
                        + step
                        + "' takes '"
                        + path
                        + "' as a primitive, which the row of line "
                        + line
                        + " lacks, expected a value",
                "mark it as required, or give its component an object type");
    }

    private RuninkException unfit(String path) {
        return SliceError.VALUE_ABSENT.exception(
                "step '"
                        + step
                        + "' takes '"
                        + path
                        + "' in a type that the row of line "
                        + line
                        + " has no value of",
                "let the contract's rules allow the type's values alone");
    }
}
