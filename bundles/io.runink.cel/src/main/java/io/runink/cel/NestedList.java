package io.runink.cel;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list read from JSON, whose elements become values of their type when they are asked for. */
final class NestedList extends AbstractList<@Nullable Object> implements RandomAccess {

    private final List<?> raw;
    private final Type element;

    NestedList(List<?> raw, Type element) {
        this.raw = raw;
        this.element = element;
    }

    /** The elements as they were read. */
    List<?> raw() {
        return raw;
    }

    @Override
    public @Nullable Object get(int index) {
        Object value = raw.get(index);
        return value == null ? null : JsonText.typed(value, element);
    }

    @Override
    public int size() {
        return raw.size();
    }
}
