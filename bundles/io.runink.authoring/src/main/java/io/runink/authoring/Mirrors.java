package io.runink.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** Reads annotations from the compiler's model, without a class of theirs. */
final class Mirrors {

    private final Elements elements;

    Mirrors(Elements elements) {
        this.elements = elements;
    }

    static String name(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
    }

    static String simpleName(AnnotationMirror mirror) {
        return mirror.getAnnotationType().asElement().getSimpleName().toString();
    }

    static Optional<AnnotationMirror> find(Element element, Class<?> annotation) {
        return find(element.getAnnotationMirrors(), annotation);
    }

    static Optional<AnnotationMirror> find(
            List<? extends AnnotationMirror> mirrors, Class<?> annotation) {
        for (AnnotationMirror mirror : mirrors) {
            if (name(mirror).equals(annotation.getName())) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    /** The element of an annotation, its default included. */
    Object value(AnnotationMirror mirror, String element) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                elements.getElementValuesWithDefaults(mirror).entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(element)) {
                return entry.getValue().getValue();
            }
        }
        throw new IllegalArgumentException(name(mirror) + " has no element " + element);
    }

    String text(AnnotationMirror mirror, String element) {
        return text(value(mirror, element)).getFirst();
    }

    /** The texts of an element that is a list. */
    List<String> texts(AnnotationMirror mirror, String element) {
        return text(value(mirror, element));
    }

    /** Every element as texts; an empty list is left out. */
    SortedMap<String, List<String>> parameters(AnnotationMirror mirror) {
        SortedMap<String, List<String>> parameters = new TreeMap<>();
        elements.getElementValuesWithDefaults(mirror)
                .forEach((element, value) -> {
                    List<String> texts = text(value.getValue());
                    if (!texts.isEmpty()) {
                        parameters.put(element.getSimpleName().toString(), texts);
                    }
                });
        return parameters;
    }

    private static List<String> text(Object value) {
        return switch (value) {
            case List<?> list -> {
                List<String> texts = new ArrayList<>();
                for (Object item : list) {
                    texts.addAll(text(((AnnotationValue) item).getValue()));
                }
                yield texts;
            }
            case VariableElement constant -> List.of(constant.getSimpleName().toString());
            case TypeMirror type -> List.of(type.toString());
            default -> List.of(value.toString());
        };
    }
}
