package io.runink.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.runink.api.contract.DataType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads and writes records as JSON. Canonical: keys sorted, no insignificant space, UTF-8, instants
 * in ISO 8601. A sealed family is told apart by the key {@code type}, which holds the record's name
 * in kebab-case.
 */
public final class Json {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .annotationIntrospector(new SealedFamilies())
                    .addModule(new JavaTimeModule())
                    .addModule(types())
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    // A newer writer may say more; what an older reader must not miss has a
                    // version.
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private static final ObjectMapper EXACT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Json() {}

    private static SimpleModule types() {
        SimpleModule module = new SimpleModule("io.runink.json");
        module.addSerializer(DataType.class, new DataTypeWriter());
        module.addDeserializer(DataType.class, new DataTypeReader());
        return module;
    }

    /** Canonical bytes of a value. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass() + " has no JSON form", e);
        }
    }

    /** Canonical text of a value. */
    public static String text(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** Text for people: the same content, indented. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass() + " has no JSON form", e);
        }
    }

    /**
     * The members of a JSON object in canonical form: the JSON text of each by its name, numbers as
     * they were written; members that are null are left out.
     *
     * @throws IllegalArgumentException if the text is no JSON object; the message holds no content
     */
    public static SortedMap<String, String> members(String object) {
        try {
            JsonNode node = EXACT.readTree(object);
            if (!node.isObject()) {
                throw new IllegalArgumentException("no JSON object");
            }
            SortedMap<String, String> members = new TreeMap<>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (!member.getValue().isNull()) {
                    Object value = EXACT.treeToValue(member.getValue(), Object.class);
                    members.put(member.getKey(), EXACT.writeValueAsString(value));
                }
            }
            return members;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON object", e);
        }
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not JSON of that type; the message holds no
     *     content
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            // Bytes that are no text of any encoding are told by an exception of their own.
            throw new IllegalArgumentException("no JSON of " + type.getSimpleName(), e);
        }
    }
}
