package io.runink.authoring;

import io.runink.api.error.Location;
import java.util.List;
import java.util.Map;

/**
 * Where the annotations of a record, or of one of its components, stand.
 *
 * @param name the place of its name
 * @param all places by the annotation's simple name, in source order
 */
record AnnotationPlaces(Location name, Map<String, List<Location>> all) {

    /** The first place of an annotation; that of the name if it has none. */
    Location first(String simpleName) {
        return nth(simpleName, 0);
    }

    /** The first place of an annotation; that of the name if it has none. */
    Location first(Class<?> annotation) {
        return first(annotation.getSimpleName());
    }

    /** The place of one of several annotations of a name, from 0. */
    Location nth(String simpleName, int index) {
        List<Location> places = all.getOrDefault(simpleName, List.of());
        return index < places.size() ? places.get(index) : name;
    }
}
