package io.runink.authoring;

import io.runink.api.error.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/**
 * An annotation with its place.
 *
 * @param mirror the annotation
 * @param place where it stands
 */
record Mark(AnnotationMirror mirror, Location place) {

    /** Annotations in source order; those that the compiler put into a container, one by one. */
    static List<Mark> of(List<? extends AnnotationMirror> mirrors, AnnotationPlaces places) {
        List<Mark> marks = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (AnnotationMirror mirror : mirrors) {
            List<AnnotationMirror> held = held(mirror);
            for (AnnotationMirror each : held.isEmpty() ? List.of(mirror) : held) {
                String name = Mirrors.simpleName(each);
                int index = seen.merge(name, 1, Integer::sum) - 1;
                marks.add(new Mark(each, places.nth(name, index)));
            }
        }
        return marks;
    }

    /** What a container holds; empty if the annotation is none. */
    private static List<AnnotationMirror> held(AnnotationMirror mirror) {
        List<AnnotationMirror> held = new ArrayList<>();
        for (AnnotationValue value : mirror.getElementValues().values()) {
            if (value.getValue() instanceof List<?> list) {
                for (Object item : list) {
                    if (item instanceof AnnotationValue each
                            && each.getValue() instanceof AnnotationMirror inner) {
                        held.add(inner);
                    }
                }
            }
        }
        return held;
    }

    /** The annotation's qualified name. */
    String name() {
        return Mirrors.name(mirror);
    }

    /** As a message shows it. */
    String shown() {
        return "'@" + Mirrors.simpleName(mirror) + "'";
    }
}
