package io.runink.slice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.runink.api.contract.FieldPath;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values in JSON that paths lead to, all in one pass and in the order of the text. Reused
 * from text to text; not safe for threads.
 */
final class JsonPaths {

    /** What a contract nests is far below. */
    static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(1 << 25)
                                    .maxNumberLength(1000)
                                    .maxNestingDepth(500)
                                    .build())
                    .build();

    private final Knot root = new Knot();
    private final JsonText value = new JsonText();
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private long objects;
    private boolean twice;

    /** Takes what is found. */
    interface Taker {

        /**
         * A value that is there.
         *
         * @param path which path led to it
         * @param text its text: that of a scalar, unquoted; of a path to a nested type, JSON
         */
        void value(int path, byte[] text, int offset, int length) throws IOException;

        /** A value that is not there, though what would hold it is. */
        void absent(int path) throws IOException;
    }

    /** A place in the type where paths part. */
    private static final class Knot {
        private final Map<String, Knot> members = new HashMap<>();
        private @Nullable Knot elements;
        private @Nullable Knot values;

        /** The path that ends here, or -1. */
        private int path = -1;

        private boolean nested;
        private boolean brief;

        /** The object it was last seen in. */
        private long seen = -1;

        private boolean leadsOn() {
            return !members.isEmpty() || elements != null || values != null;
        }
    }

    /**
     * A path to follow.
     *
     * @param path into the column
     * @param nested whether it leads to a nested type
     * @param brief whether of a nested value only the kind matters: its text is then {@code {}} or
     *     {@code []}
     */
    record Wanted(FieldPath path, boolean nested, boolean brief) {}

    JsonPaths(List<Wanted> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            Knot knot = root;
            for (FieldPath.Step step : wanted.get(i).path().steps()) {
                knot = next(knot, step);
            }
            knot.path = i;
            knot.nested = wanted.get(i).nested();
            knot.brief = wanted.get(i).brief();
        }
    }

    private static Knot next(Knot from, FieldPath.Step step) {
        return switch (step.into()) {
            case MEMBER -> from.members.computeIfAbsent(step.member(), it -> new Knot());
            case ELEMENTS -> {
                Knot there = from.elements == null ? new Knot() : from.elements;
                from.elements = there;
                yield there;
            }
            case VALUES -> {
                Knot there = from.values == null ? new Knot() : from.values;
                from.values = there;
                yield there;
            }
        };
    }

    /**
     * Reads a text.
     *
     * @param where gets the way to each value, as reports write it, before it is taken; null to
     *     save the work
     * @return whether it is JSON in which no object names a member twice that a path leads to
     */
    boolean read(byte[] text, int offset, int length, Taker taker, @Nullable StringBuilder where)
            throws IOException {
        bytes = text;
        from = offset;
        to = offset + length;
        twice = false;
        try (JsonParser parser = JSON.createParser(text, offset, length)) {
            walk(parser, parser.nextToken(), root, taker, where);
            return parser.nextToken() == null && !twice;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private void walk(
            JsonParser parser,
            @Nullable JsonToken token,
            Knot knot,
            Taker taker,
            @Nullable StringBuilder where)
            throws IOException {
        if (token == null || token == JsonToken.VALUE_NULL) {
            if (knot.path >= 0) {
                taker.absent(knot.path);
            }
            return;
        }
        if (token.isScalarValue()) {
            if (knot.path >= 0) {
                value.scalar(parser, token, bytes, from, to, knot.nested);
                taker.value(knot.path, value.bytes(), 0, value.length());
            }
            return;
        }
        int start = from + (int) parser.currentTokenLocation().getByteOffset();
        if (!knot.leadsOn()) {
            parser.skipChildren();
        } else if (token == JsonToken.START_OBJECT) {
            object(parser, knot, taker, where);
        } else {
            array(parser, knot, taker, where);
        }
        if (knot.path >= 0) {
            int end = from + (int) parser.currentLocation().getByteOffset();
            if (knot.brief) {
                byte[] kind = token == JsonToken.START_OBJECT ? JsonText.OBJECT : JsonText.ARRAY;
                taker.value(knot.path, kind, 0, kind.length);
            } else {
                taker.value(knot.path, bytes, start, end - start);
            }
        }
    }

    private void object(JsonParser parser, Knot knot, Taker taker, @Nullable StringBuilder where)
            throws IOException {
        long object = objects++;
        Set<String> keys = knot.values == null ? Set.of() : new HashSet<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Knot member = knot.members.get(name);
            Knot next = member == null ? knot.values : member;
            if (next == null) {
                parser.skipChildren();
                continue;
            }
            if (member != null) {
                twice |= member.seen == object;
                member.seen = object;
            } else {
                twice |= !keys.add(name);
            }
            int length = where == null ? 0 : where.length();
            if (where != null) {
                step(where, name, member != null);
            }
            walk(parser, token, next, taker, where);
            if (where != null) {
                where.setLength(length);
            }
        }
        for (Map.Entry<String, Knot> member : knot.members.entrySet()) {
            if (member.getValue().seen != object && member.getValue().path >= 0) {
                int length = where == null ? 0 : where.length();
                if (where != null) {
                    step(where, member.getKey(), true);
                }
                taker.absent(member.getValue().path);
                if (where != null) {
                    where.setLength(length);
                }
            }
        }
    }

    private static void step(StringBuilder where, String name, boolean member) {
        if (member) {
            where.append('.').append(name);
        } else {
            where.append('{').append(name).append('}');
        }
    }

    private void array(JsonParser parser, Knot knot, Taker taker, @Nullable StringBuilder where)
            throws IOException {
        int index = 0;
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY && token != null;
                token = parser.nextToken()) {
            if (knot.elements == null) {
                parser.skipChildren();
                continue;
            }
            int length = where == null ? 0 : where.length();
            if (where != null) {
                where.append('[').append(index).append(']');
            }
            walk(parser, token, knot.elements, taker, where);
            if (where != null) {
                where.setLength(length);
            }
            index++;
        }
    }
}
