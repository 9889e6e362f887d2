package io.runink.authoring;

import io.runink.api.Decimal;
import io.runink.api.JsonOf;
import io.runink.api.Mask;
import io.runink.api.Masking;
import io.runink.api.Name;
import io.runink.api.Pii;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Makes a column of a record component. */
final class FieldReader {

    private final ContractModel model;
    private final Mirrors mirrors;
    private final List<Problem> problems;

    FieldReader(ContractModel model, Mirrors mirrors, List<Problem> problems) {
        this.model = model;
        this.mirrors = mirrors;
        this.problems = problems;
    }

    /** Annotations that Java puts on field, accessor or type because no component may have them. */
    static SortedSet<String> foreignAnnotations(RecordComponentElement component) {
        List<AnnotationMirror> all = new ArrayList<>(component.asType().getAnnotationMirrors());
        all.addAll(component.getAccessor().getAnnotationMirrors());
        Element declaring = Objects.requireNonNull(component.getEnclosingElement(), "no record");
        for (Element member : declaring.getEnclosedElements()) {
            if (member.getKind().isField()
                    && member.getSimpleName().contentEquals(component.getSimpleName())) {
                all.addAll(member.getAnnotationMirrors());
            }
        }
        SortedSet<String> names = new TreeSet<>();
        all.forEach(mirror -> names.add(Mirrors.name(mirror)));
        component.getAnnotationMirrors().forEach(mirror -> names.remove(Mirrors.name(mirror)));
        return names;
    }

    Optional<Field> field(RecordComponentElement component, ContractTrees.Component tree) {
        String name = component.getSimpleName().toString();
        String column =
                Mirrors.find(component, Name.class)
                        .map(it -> mirrors.text(it, "value"))
                        .orElseGet(() -> ColumnName.of(name));
        boolean valid = ColumnName.valid(column);
        if (!valid) {
            problem(
                    ContractError.COLUMN_NAME,
                    place(tree, Name.class),
                    "'"
                            + column
                            + "' is no column name, expected a lower-case letter, then at most"
                            + " 62 of a-z, 0-9 and _",
                    "name the column with @Name(\"…\")");
        }
        Optional<DataType> type = type(component, tree);
        if (type.isEmpty() || !valid) {
            return Optional.empty();
        }
        return Optional.of(
                new Field(
                        column,
                        name,
                        type.get(),
                        Mirrors.find(component, Pii.class).isPresent(),
                        Mirrors.find(component, Mask.class)
                                .map(it -> Masking.valueOf(mirrors.text(it, "value")))
                                .orElse(null),
                        jsonOf(component, type.get(), tree)));
    }

    private Optional<DataType> type(
            RecordComponentElement component, ContractTrees.Component tree) {
        TypeMirror type = component.asType();
        Optional<AnnotationMirror> decimal = Mirrors.find(component, Decimal.class);
        if (ColumnTypes.decimal(type)) {
            return decimal(component, decimal, tree);
        }
        if (decimal.isPresent()) {
            problem(
                    ContractError.DECIMAL,
                    place(tree, Decimal.class),
                    "'@Decimal' stands on '"
                            + component.getSimpleName()
                            + "' of type '"
                            + type
                            + "', expected BigDecimal",
                    "remove it, or make the component a BigDecimal");
        }
        Optional<DataType> found = ColumnTypes.of(type);
        if (found.isEmpty()) {
            boolean later = ColumnTypes.later(type);
            problem(
                    later ? ContractError.NOT_SUPPORTED_YET : ContractError.NO_COLUMN_TYPE,
                    tree.name(),
                    "'"
                            + component.getSimpleName()
                            + "' has the type '"
                            + type
                            + "', which "
                            + (later ? "is not supported yet" : "no column can have"),
                    later
                            ? "write its parts as components of their own, or hold it as JSON text"
                            : "use " + ColumnTypes.WORDS);
        }
        return found;
    }

    private Optional<DataType> decimal(
            RecordComponentElement component,
            Optional<AnnotationMirror> decimal,
            ContractTrees.Component tree) {
        if (decimal.isEmpty()) {
            problem(
                    ContractError.DECIMAL,
                    tree.name(),
                    "the BigDecimal '" + component.getSimpleName() + "' has no @Decimal",
                    "state its digits, such as @Decimal(precision = 18, scale = 4)");
            return Optional.empty();
        }
        int precision = (Integer) mirrors.value(decimal.get(), "precision");
        int scale = (Integer) mirrors.value(decimal.get(), "scale");
        if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
            problem(
                    ContractError.DECIMAL,
                    place(tree, Decimal.class),
                    "precision "
                            + precision
                            + " and scale "
                            + scale
                            + " of '"
                            + component.getSimpleName()
                            + "', expected a precision of 1 to 38 and a scale of 0 to precision",
                    "correct @Decimal");
            return Optional.empty();
        }
        return Optional.of(DataType.decimal(precision, scale));
    }

    private @Nullable String jsonOf(
            RecordComponentElement component, DataType type, ContractTrees.Component tree) {
        Optional<AnnotationMirror> mirror = Mirrors.find(component, JsonOf.class);
        if (mirror.isEmpty()) {
            return null;
        }
        boolean text =
                type.kind() == DataType.Kind.STRING
                        && ColumnTypes.constants(component.asType()).isEmpty();
        if (!text) {
            problem(
                    ContractError.JSON_OF,
                    place(tree, JsonOf.class),
                    "'@JsonOf' stands on '"
                            + component.getSimpleName()
                            + "' of type '"
                            + type
                            + "', expected String",
                    "make the component a String");
        }
        Object value = mirrors.value(mirror.get(), "value");
        Optional<String> contract =
                value instanceof DeclaredType declared
                        ? model.contractOf(declared.asElement())
                        : Optional.empty();
        if (contract.isEmpty()) {
            problem(
                    ContractError.JSON_OF,
                    place(tree, JsonOf.class),
                    "'@JsonOf' names '" + value + "', which is no contract of these files",
                    "name a record with @Contract, and give its file with --contract");
            return null;
        }
        return contract.get();
    }

    /** A mask must leave a value that its column can hold. */
    void maskFits(
            Field field,
            List<Rule> rules,
            RecordComponentElement component,
            ContractTrees.Component tree) {
        if (field.masking() == null || field.type().kind() == DataType.Kind.STRING) {
            if (field.masking() != null && !ColumnTypes.constants(component.asType()).isEmpty()) {
                problem(
                        ContractError.MASK,
                        place(tree, Mask.class),
                        "'@Mask' stands on '"
                                + field.component()
                                + "', whose enum has no masked constant",
                        "make the component a String");
            }
            return;
        }
        if (field.masking() == Masking.PARTIAL) {
            problem(
                    ContractError.MASK,
                    place(tree, Mask.class),
                    "Masking.PARTIAL stands on '"
                            + field.name()
                            + "' of type '"
                            + field.type()
                            + "', expected string",
                    "use Masking.REDACT");
        } else if (rules.stream().anyMatch(rule -> rule.kind().equals("required"))) {
            problem(
                    ContractError.MASK,
                    place(tree, Mask.class),
                    "Masking.REDACT makes '"
                            + field.name()
                            + "' of type '"
                            + field.type()
                            + "' null, but it is required",
                    "remove @Required (of a primitive: use its boxed type)");
        }
    }

    private static Location place(ContractTrees.Component tree, Class<?> annotation) {
        return tree.annotations().getOrDefault(annotation.getSimpleName(), tree.name());
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
