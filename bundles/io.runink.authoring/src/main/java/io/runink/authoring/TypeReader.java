package io.runink.authoring;

import io.runink.api.Decimal;
import io.runink.api.contract.DataType;
import io.runink.api.contract.FieldPath;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the type of a component, and the types inside it. */
final class TypeReader {

    /** Steps of a path: deeper data has no place in a row. */
    static final int DEPTH_MAX = 16;

    private final FieldReader fields;
    private final Mirrors mirrors;
    private final List<Problem> problems;

    TypeReader(FieldReader fields, Mirrors mirrors, List<Problem> problems) {
        this.fields = fields;
        this.mirrors = mirrors;
        this.problems = problems;
    }

    /**
     * Where a type is used.
     *
     * @param component whose type it is, or part of it
     * @param places of the component
     * @param path the way to values of the type
     * @param around the records that it is inside of
     */
    record Use(
            RecordComponentElement component,
            AnnotationPlaces places,
            FieldPath path,
            List<TypeElement> around) {

        Use at(FieldPath inside) {
            return new Use(component, places, inside, around);
        }
    }

    /** What a component of the type is; empty if a problem was found. */
    Optional<Spot> read(TypeMirror type, Use use) {
        Optional<AnnotationMirror> decimal = Mirrors.find(use.component(), Decimal.class);
        if (decimal.isPresent() && !ColumnTypes.decimal(ColumnTypes.innermost(type))) {
            problem(
                    ContractError.DECIMAL,
                    use.places().first(Decimal.class),
                    "'@Decimal' stands on '"
                            + use.component().getSimpleName()
                            + "' of type '"
                            + type
                            + "', expected BigDecimal",
                    "remove it, or make the component a BigDecimal");
        }
        return spot(type, use);
    }

    private Optional<Spot> spot(TypeMirror type, Use use) {
        if (use.path().steps().size() > DEPTH_MAX) {
            nesting(use, "lies more than " + DEPTH_MAX + " steps deep", "nest less");
            return Optional.empty();
        }
        if (ColumnTypes.decimal(type)) {
            return decimal(use).map(found -> leaf(found, type, use));
        }
        Optional<DataType> scalar = ColumnTypes.of(type);
        if (scalar.isPresent()) {
            return Optional.of(leaf(scalar.get(), type, use));
        }
        if (type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element) {
            switch (element.getQualifiedName().toString()) {
                case "java.util.List" -> {
                    return list(declared, use);
                }
                case "java.util.Map" -> {
                    return map(declared, use);
                }
                case "java.util.Set", "java.util.Collection" -> {
                    nesting(use, "is a '" + type + "', which has no order", "make it a List");
                    return Optional.empty();
                }
                default -> {
                    if (ColumnTypes.record(element)) {
                        return struct(element, use);
                    }
                }
            }
        }
        problem(
                ContractError.NO_COLUMN_TYPE,
                use.places().name(),
                "'"
                        + use.component().getSimpleName()
                        + "' has the type '"
                        + type
                        + "', which no column can have",
                "use " + ColumnTypes.WORDS);
        return Optional.empty();
    }

    private static Spot leaf(DataType found, TypeMirror type, Use use) {
        return spot(found, use, type, null, List.of());
    }

    private static Spot spot(
            DataType found, Use use, TypeMirror type, @Nullable Spot element, List<Spot> members) {
        return new Spot(
                use.path(),
                found,
                type.getKind().isPrimitive(),
                ColumnTypes.constants(type),
                use.places().name(),
                List.of(),
                element,
                members,
                null);
    }

    private Optional<Spot> list(DeclaredType type, Use use) {
        if (type.getTypeArguments().size() != 1) {
            nesting(use, "is a List of nothing said", "say of what: List<String>");
            return Optional.empty();
        }
        return spot(type.getTypeArguments().getFirst(), use.at(use.path().elements()))
                .map(it -> spot(DataType.list(it.type()), use, type, it, List.of()));
    }

    private Optional<Spot> map(DeclaredType type, Use use) {
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        if (arguments.size() != 2 || !ColumnTypes.text(arguments.getFirst())) {
            nesting(use, "is a '" + type + "', whose keys are no String", "make its keys Strings");
            return Optional.empty();
        }
        return spot(arguments.getLast(), use.at(use.path().values()))
                .map(it -> spot(DataType.map(it.type()), use, type, it, List.of()));
    }

    private Optional<Spot> struct(TypeElement element, Use use) {
        if (use.around().contains(element)) {
            nesting(
                    use,
                    "is a '"
                            + element.getSimpleName()
                            + "' inside a '"
                            + element.getSimpleName()
                            + "', without end",
                    "refer to it by a key, or hold it as JSON text");
            return Optional.empty();
        }
        List<TypeElement> around = new ArrayList<>(use.around());
        around.add(element);
        Optional<List<Spot>> members =
                fields.members(
                        element,
                        new Use(use.component(), use.places(), use.path(), List.copyOf(around)));
        return members.filter(it -> !it.isEmpty())
                .map(it ->
                        spot(
                                DataType.struct(it.stream().map(Spot::named).toList()),
                                use,
                                element.asType(),
                                null,
                                it));
    }

    /** Says that something cannot be nested so. */
    void nesting(Use use, String fault, String remedy) {
        problem(
                ContractError.NESTING,
                use.places().name(),
                "'" + use.path() + "' " + fault,
                remedy);
    }

    private Optional<DataType> decimal(Use use) {
        Optional<AnnotationMirror> decimal = Mirrors.find(use.component(), Decimal.class);
        if (decimal.isEmpty()) {
            problem(
                    ContractError.DECIMAL,
                    use.places().name(),
                    "the BigDecimal '" + use.component().getSimpleName() + "' has no @Decimal",
                    "state its digits, such as @Decimal(precision = 18, scale = 4)");
            return Optional.empty();
        }
        int precision = (Integer) mirrors.value(decimal.get(), "precision");
        int scale = (Integer) mirrors.value(decimal.get(), "scale");
        if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
            problem(
                    ContractError.DECIMAL,
                    use.places().first(Decimal.class),
                    "precision "
                            + precision
                            + " and scale "
                            + scale
                            + " of '"
                            + use.component().getSimpleName()
                            + "', expected a precision of 1 to 38 and a scale of 0 to precision",
                    "correct @Decimal");
            return Optional.empty();
        }
        return Optional.of(DataType.decimal(precision, scale));
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
