package io.runink.authoring;

import io.runink.api.contract.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Maps the Java types of record components to column types. Decimals are told by the caller. */
final class ColumnTypes {

    private static final Map<String, DataType.Kind> DECLARED =
            Map.ofEntries(
                    Map.entry("java.lang.String", DataType.Kind.STRING),
                    Map.entry("java.lang.Boolean", DataType.Kind.BOOLEAN),
                    Map.entry("java.lang.Byte", DataType.Kind.INT8),
                    Map.entry("java.lang.Short", DataType.Kind.INT16),
                    Map.entry("java.lang.Integer", DataType.Kind.INT32),
                    Map.entry("java.lang.Long", DataType.Kind.INT64),
                    Map.entry("java.lang.Float", DataType.Kind.FLOAT32),
                    Map.entry("java.lang.Double", DataType.Kind.FLOAT64),
                    Map.entry("java.time.LocalDate", DataType.Kind.DATE),
                    Map.entry("java.time.LocalTime", DataType.Kind.TIME),
                    Map.entry("java.time.Instant", DataType.Kind.TIMESTAMP));

    private static final Map<TypeKind, DataType.Kind> PRIMITIVE =
            Map.of(
                    TypeKind.BOOLEAN, DataType.Kind.BOOLEAN,
                    TypeKind.BYTE, DataType.Kind.INT8,
                    TypeKind.SHORT, DataType.Kind.INT16,
                    TypeKind.INT, DataType.Kind.INT32,
                    TypeKind.LONG, DataType.Kind.INT64,
                    TypeKind.FLOAT, DataType.Kind.FLOAT32,
                    TypeKind.DOUBLE, DataType.Kind.FLOAT64);

    private static final Set<String> HOLDERS = Set.of("java.util.List", "java.util.Map");

    /** The types a message lists. */
    static final String WORDS =
            "String, boolean, byte, short, int, long, float, double, BigDecimal, LocalDate,"
                    + " LocalTime, Instant, byte[], an enum, a record, List or Map<String, …>";

    private ColumnTypes() {}

    static Optional<DataType> of(TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            return Optional.ofNullable(PRIMITIVE.get(type.getKind())).map(DataType::of);
        }
        if (type instanceof ArrayType array
                && array.getComponentType().getKind() == TypeKind.BYTE) {
            return Optional.of(DataType.of(DataType.Kind.BYTES));
        }
        if (!constants(type).isEmpty()) {
            return Optional.of(DataType.of(DataType.Kind.STRING));
        }
        return Optional.ofNullable(DECLARED.get(name(type))).map(DataType::of);
    }

    static boolean decimal(TypeMirror type) {
        return name(type).equals("java.math.BigDecimal");
    }

    /** Whether the type is String. */
    static boolean text(TypeMirror type) {
        return name(type).equals("java.lang.String");
    }

    /** Whether it is a record. */
    static boolean record(TypeElement element) {
        return element.getKind() == ElementKind.RECORD;
    }

    /** What lists and maps hold in the end; of other types, the type itself. */
    static TypeMirror innermost(TypeMirror type) {
        TypeMirror at = type;
        while (at instanceof DeclaredType declared
                && !declared.getTypeArguments().isEmpty()
                && HOLDERS.contains(name(at))) {
            at = declared.getTypeArguments().getLast();
        }
        return at;
    }

    /** An enum's constants in order; empty if the type is none. */
    static List<String> constants(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)
                || declared.asElement().getKind() != ElementKind.ENUM) {
            return List.of();
        }
        return declared.asElement().getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(Element::getSimpleName)
                .map(Object::toString)
                .toList();
    }

    private static String name(TypeMirror type) {
        return type instanceof DeclaredType declared
                        && declared.asElement() instanceof TypeElement element
                ? element.getQualifiedName().toString()
                : "";
    }
}
