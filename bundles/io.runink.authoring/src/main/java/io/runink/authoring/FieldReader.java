package io.runink.authoring;

import io.runink.api.JsonOf;
import io.runink.api.Mask;
import io.runink.api.Masking;
import io.runink.api.Missing;
import io.runink.api.Pii;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Name;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/** Makes columns of a record's components, and members of those of a nested record. */
final class FieldReader {

    /** Columns and members of one contract: beyond it a row is no row. */
    static final int SPOTS_MAX = 10_000;

    private final ContractModel model;
    private final Mirrors mirrors;
    private final List<Problem> problems;
    private final TypeReader types;
    private int spots;

    /** A reader for one contract. */
    FieldReader(ContractModel model, Mirrors mirrors, List<Problem> problems) {
        this.model = model;
        this.mirrors = mirrors;
        this.problems = problems;
        this.types = new TypeReader(this, mirrors, problems);
    }

    /** Annotations that Java puts on field, accessor or type because no component may have them. */
    private static SortedSet<String> foreignAnnotations(
            RecordComponentElement component, Map<Name, Element> fields) {
        List<AnnotationMirror> all = new ArrayList<>(component.asType().getAnnotationMirrors());
        all.addAll(component.getAccessor().getAnnotationMirrors());
        Element field = fields.get(component.getSimpleName());
        if (field != null) {
            all.addAll(field.getAnnotationMirrors());
        }
        SortedSet<String> names = new TreeSet<>();
        all.forEach(mirror -> names.add(Mirrors.name(mirror)));
        component.getAnnotationMirrors().forEach(mirror -> names.remove(Mirrors.name(mirror)));
        return names;
    }

    private static Map<Name, Element> fields(TypeElement record) {
        Map<Name, Element> fields = new HashMap<>();
        for (Element member : record.getEnclosedElements()) {
            if (member.getKind().isField()) {
                fields.put(member.getSimpleName(), member);
            }
        }
        return fields;
    }

    /** The columns of a contract's record; those in which no problem was found. */
    List<Spot> columns(TypeElement record, ContractTrees.Type tree) {
        return spots(record, tree, null, List.of(record));
    }

    /** The members of a record that a component holds; empty if it cannot be held. */
    Optional<List<Spot>> members(TypeElement record, TypeReader.Use use) {
        Optional<ContractTrees.Type> tree = model.recordOf(record);
        if (tree.isEmpty() || !record.getTypeParameters().isEmpty()) {
            types.nesting(
                    use,
                    "is a '"
                            + record.getSimpleName()
                            + "', which is "
                            + (tree.isEmpty() ? "no record of these files" : "generic"),
                    tree.isEmpty()
                            ? "declare it in a contract file"
                            : "declare a record without type parameters");
            return Optional.empty();
        }
        if (record.getRecordComponents().isEmpty()) {
            types.nesting(use, "has no component", "give its record one");
            return Optional.empty();
        }
        return Optional.of(spots(record, tree.get(), use.path(), use.around()));
    }

    private List<Spot> spots(
            TypeElement record,
            ContractTrees.Type tree,
            @Nullable FieldPath holder,
            List<TypeElement> around) {
        List<Spot> found = new ArrayList<>();
        Map<String, String> columns = new HashMap<>();
        Map<Name, Element> fields = fields(record);
        for (RecordComponentElement component : record.getRecordComponents()) {
            AnnotationPlaces places =
                    tree.components()
                            .getOrDefault(
                                    component.getSimpleName().toString(),
                                    new AnnotationPlaces(tree.name(), Map.of()));
            for (String foreign : foreignAnnotations(component, fields)) {
                model.ignored(
                        foreign, places.first(foreign.substring(foreign.lastIndexOf('.') + 1)));
            }
            spots++;
            if (spots > SPOTS_MAX) {
                return found;
            }
            spot(component, places, holder, around)
                    .filter(it -> first(columns, it))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Whether the contract has more columns and members than a row may have. */
    boolean tooMany() {
        return spots > SPOTS_MAX;
    }

    private boolean first(Map<String, String> columns, Spot spot) {
        Field field = spot.named();
        String other = columns.putIfAbsent(field.name(), field.component());
        if (other != null) {
            problem(
                    ContractError.DUPLICATE_COLUMN,
                    spot.name(),
                    "'"
                            + other
                            + "' and '"
                            + field.component()
                            + "' are both the column '"
                            + field.name()
                            + "'",
                    "rename one, or name its column with @Name");
        }
        return other == null;
    }

    private Optional<Spot> spot(
            RecordComponentElement component,
            AnnotationPlaces places,
            @Nullable FieldPath holder,
            List<TypeElement> around) {
        String name = component.getSimpleName().toString();
        String column =
                Mirrors.find(component, io.runink.api.Name.class)
                        .map(it -> mirrors.text(it, "value"))
                        .orElseGet(() -> ColumnName.of(name));
        if (!ColumnName.valid(column)) {
            problem(
                    ContractError.COLUMN_NAME,
                    places.first("Name"),
                    "'"
                            + column
                            + "' is no column name, expected a lower-case letter, then at most"
                            + " 62 of a-z, 0-9 and _",
                    "name the column with @Name(\"…\")");
            return Optional.empty();
        }
        FieldPath path = holder == null ? FieldPath.of(column) : holder.member(column);
        Optional<Spot> typed =
                types.read(component.asType(), new TypeReader.Use(component, places, path, around));
        return typed.map(spot ->
                spot.as(
                        field(component, column, spot, places),
                        Mark.of(component.getAnnotationMirrors(), places)));
    }

    private Field field(
            RecordComponentElement component, String column, Spot spot, AnnotationPlaces places) {
        Optional<AnnotationMirror> mask = Mirrors.find(component, Mask.class);
        if (mask.isPresent() && spot.path().nested()) {
            problem(
                    ContractError.MASK,
                    places.first(Mask.class),
                    "'@Mask' stands on '" + spot.path() + "', inside a column, expected a column",
                    "mask the whole column '" + spot.path().column() + "'");
        }
        return new Field(
                column,
                component.getSimpleName().toString(),
                spot.type(),
                Mirrors.find(component, Pii.class).isPresent()
                        || spot.members().stream().anyMatch(it -> it.named().pii())
                        || elementPii(spot),
                mask.map(it -> Masking.valueOf(mirrors.text(it, "value"))).orElse(null),
                jsonOf(component, spot, places),
                mask.map(it -> mirrors.texts(it, "reveal")).orElse(List.of()),
                missing(component, spot, places));
    }

    /** A column that holds anything personal is personal as a whole. */
    private static boolean elementPii(Spot spot) {
        Spot element = spot.element();
        return element != null
                && (elementPii(element)
                        || element.members().stream().anyMatch(it -> it.named().pii()));
    }

    private List<String> missing(
            RecordComponentElement component, Spot spot, AnnotationPlaces places) {
        Optional<AnnotationMirror> mirror = Mirrors.find(component, Missing.class);
        if (mirror.isEmpty()) {
            return List.of();
        }
        List<String> texts = mirrors.texts(mirror.get(), "value");
        String fault = "";
        if (spot.type().nested()) {
            fault = "stands on a " + spot.type().kind().name().toLowerCase(java.util.Locale.ROOT);
        } else if (texts.isEmpty()) {
            fault = "lists no text";
        } else if (new HashSet<>(texts).size() < texts.size()) {
            fault = "lists a text twice";
        }
        if (!fault.isEmpty()) {
            problem(
                    ContractError.PARAMETER,
                    places.first(Missing.class),
                    "'@Missing' of '" + spot.path() + "' " + fault,
                    "list the texts that stand for no value, each once, on a column that is not"
                            + " nested");
        }
        return texts;
    }

    private @Nullable String jsonOf(
            RecordComponentElement component, Spot spot, AnnotationPlaces places) {
        Optional<AnnotationMirror> mirror = Mirrors.find(component, JsonOf.class);
        if (mirror.isEmpty()) {
            return null;
        }
        boolean text = spot.type().kind() == DataType.Kind.STRING && spot.constants().isEmpty();
        if (!text || spot.path().nested()) {
            problem(
                    ContractError.JSON_OF,
                    places.first(JsonOf.class),
                    "'@JsonOf' stands on '"
                            + spot.path()
                            + "' of type '"
                            + spot.type()
                            + "', expected "
                            + (text ? "a column" : "String"),
                    text ? "nest the record itself" : "make the component a String");
        }
        Object value = mirrors.value(mirror.get(), "value");
        Optional<String> contract =
                value instanceof DeclaredType declared
                        ? model.contractOf(declared.asElement())
                        : Optional.empty();
        if (contract.isEmpty()) {
            problem(
                    ContractError.JSON_OF,
                    places.first(JsonOf.class),
                    "'@JsonOf' names '" + value + "', which is no contract of these files",
                    "name a record with @Contract, and give its file with --contract");
            return null;
        }
        return contract.get();
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
