package io.runink.cel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nested values and the JSON text that they travel as. Reading finds the structure; a number or a
 * text in it becomes a value of its type when it is asked for, so that what an expression does not
 * look at cannot fail it.
 */
final class JsonText {

    private static final int DEPTH_MAX = 100;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                    .build();

    private JsonText() {}

    /** A number as it is written. */
    record Digits(String text) {}

    /**
     * Reads a value.
     *
     * @return null if the text is {@code null}
     * @throws CelEvaluationException if it is no JSON, or none of the type
     */
    static @Nullable Object read(byte[] text, Type type) {
        Object raw;
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            raw = raw(parser);
            if (parser.nextToken() != null) {
                throw new CelEvaluationException("the text has more than one JSON value");
            }
        } catch (IOException e) {
            throw new CelEvaluationException("the text is no JSON");
        }
        return raw == null ? null : typed(raw, type);
    }

    private static @Nullable Object raw(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                for (String name = parser.nextFieldName();
                        name != null;
                        name = parser.nextFieldName()) {
                    parser.nextToken();
                    members.put(name, raw(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(raw(parser));
                }
                yield elements;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getText());
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new CelEvaluationException("the text is no JSON");
        };
    }

    /** A value as it was read, in the class of its type. */
    static Object typed(Object raw, Type type) {
        Object value =
                switch (type) {
                    case Type.ListOf list when raw instanceof List<?> it ->
                            new NestedList(it, list.element());
                    case Type.MapOf map when raw instanceof Map<?, ?> it ->
                            new NestedMap(it, _ -> map.value());
                    case Type.Struct struct when raw instanceof Map<?, ?> it ->
                            new NestedMap(it, struct.fields()::get);
                    case Type.Decimal decimal when scalar(raw) ->
                            Decimals.exact(Conversions.toDecimal(text(raw)), decimal);
                    case Type.Simple simple when scalar(raw) -> scalar(raw, simple);
                    default -> null;
                };
        if (value == null) {
            throw new CelEvaluationException("a value is no " + type);
        }
        return value;
    }

    private static boolean scalar(Object raw) {
        return !(raw instanceof List || raw instanceof Map);
    }

    private static String text(Object raw) {
        return raw instanceof Digits it ? it.text() : raw.toString();
    }

    private static @Nullable Object scalar(Object raw, Type.Simple type) {
        return switch (type) {
            case STRING -> raw instanceof String ? raw : null;
            case BOOLEAN -> raw instanceof Boolean ? raw : Conversions.toBoolean(text(raw));
            case INT -> Conversions.toWhole(text(raw));
            case FLOAT -> Conversions.toDouble(text(raw));
            case DATE -> Times.date(text(raw));
            case TIME -> Times.time(text(raw));
            case TIMESTAMP -> Times.timestamp(text(raw));
            case BYTES -> bytes(text(raw));
            case ABSENT, DURATION -> null;
        };
    }

    private static byte @Nullable [] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Writes a list or a map. */
    static String write(Frame frame, Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(frame, json, value);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can always be written", e);
        }
        return text.toString();
    }

    private static void write(Frame frame, JsonGenerator json, @Nullable Object value)
            throws IOException {
        frame.charge(1);
        switch (value) {
            case null -> json.writeNull();
            case NestedList it -> write(frame, json, it.raw());
            case NestedMap it -> write(frame, json, it.raw());
            case List<?> it -> {
                json.writeStartArray();
                for (Object element : it) {
                    write(frame, json, element);
                }
                json.writeEndArray();
            }
            case Map<?, ?> it -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : it.entrySet()) {
                    json.writeFieldName(String.valueOf(entry.getKey()));
                    write(frame, json, entry.getValue());
                }
                json.writeEndObject();
            }
            case Digits it -> json.writeNumber(it.text());
            case Boolean it -> json.writeBoolean(it);
            case Long it -> json.writeNumber(it);
            case Double it -> real(json, it);
            case BigDecimal it -> json.writeNumber(it.toPlainString());
            case byte[] it -> json.writeString(Base64.getEncoder().encodeToString(it));
            default -> {
                String text = value.toString();
                frame.chargeText(text.length());
                json.writeString(text);
            }
        }
    }

    private static void real(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Double.toString(value));
        }
    }
}
