package io.runink.authoring;

import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A contract as far as its rules refer to it.
 *
 * @param name the contract's name
 * @param fields its columns
 */
record Scope(String name, List<Field> fields) {

    Scope {
        fields = List.copyOf(fields);
    }

    /** The types of the columns, by name. */
    Map<String, DataType> types() {
        Map<String, DataType> types = new LinkedHashMap<>();
        fields.forEach(field -> types.put(field.name(), field.type()));
        return types;
    }

    /** The column of that name, else the one of the component of that name. */
    Optional<Field> column(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .or(() -> fields.stream().filter(it -> it.component().equals(name)).findFirst());
    }
}
