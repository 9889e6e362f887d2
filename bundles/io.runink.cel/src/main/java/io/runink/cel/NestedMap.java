package io.runink.cel;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map read from JSON, whose values become values of their type when they are asked for. */
final class NestedMap extends AbstractMap<String, @Nullable Object> {

    private final Map<?, ?> raw;
    private final Function<String, @Nullable Type> types;

    /**
     * @param types by name; null for a member that the type does not have, which is left out
     */
    NestedMap(Map<?, ?> raw, Function<String, @Nullable Type> types) {
        this.raw = raw;
        this.types = types;
    }

    /** The members as they were read. */
    Map<?, ?> raw() {
        return raw;
    }

    @Override
    public @Nullable Object get(Object name) {
        Object value = raw.get(name);
        Type type = value == null ? null : types.apply((String) name);
        return value == null || type == null ? null : JsonText.typed(value, type);
    }

    @Override
    public boolean containsKey(Object name) {
        return raw.containsKey(name);
    }

    @Override
    public Set<String> keySet() {
        Set<String> names = new LinkedHashSet<>();
        raw.keySet().forEach(it -> names.add((String) it));
        return names;
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, @Nullable Object>> iterator() {
                Iterator<String> names = keySet().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return names.hasNext();
                    }

                    @Override
                    public Entry<String, @Nullable Object> next() {
                        String name = names.next();
                        return new SimpleImmutableEntry<>(name, NestedMap.this.get(name));
                    }
                };
            }

            @Override
            public int size() {
                return raw.size();
            }
        };
    }

    @Override
    public int size() {
        return raw.size();
    }
}
