package io.runink.authoring;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import io.runink.api.Contract;
import io.runink.api.Decodes;
import io.runink.api.Masks;
import io.runink.api.Validates;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads contracts from the compiler's model of analysed sources. */
final class ContractModel {

    /** Columns of one contract: beyond it a row is no table's row. */
    static final int COLUMNS_MAX = 1_000;

    /** Kebab-case; 100 characters are enough for a name that people say. */
    private static final Pattern ID = Pattern.compile("(?=.{1,100}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Semantic Versioning 2.0.0 without build metadata, which does not take part in precedence. */
    private static final Pattern VERSION =
            Pattern.compile(
                    "(?=.{5,64}$)(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)"
                            + "(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

    private final JavacTask task;
    private final Trees trees;
    private final ContractTrees sources;
    private final Mirrors mirrors;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<String, Location> places = new HashMap<>();
    private final RuleReader rules;
    private final Map<TypeElement, ContractTrees.Type> records = new LinkedHashMap<>();
    private final List<io.runink.api.contract.Contract> contracts = new ArrayList<>();

    ContractModel(JavacTask task, ContractTrees sources, InstalledChecks checks) {
        this.task = task;
        this.trees = Trees.instance(task);
        this.sources = sources;
        this.mirrors = new Mirrors(task.getElements());
        this.rules = new RuleReader(mirrors, checks, places, problems, warnings);
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> warnings() {
        return warnings;
    }

    Map<String, Location> places() {
        return places;
    }

    List<io.runink.api.contract.Contract> contracts() {
        return contracts;
    }

    /** The contract that a type declares, by its name. */
    Optional<String> contractOf(@Nullable Element type) {
        return type instanceof TypeElement element && records.containsKey(element)
                ? Optional.of(element.getSimpleName().toString())
                : Optional.empty();
    }

    ContractModel read() {
        for (ContractTrees.Type type : sources.types()) {
            if (trees.getElement(type.path()) instanceof TypeElement element) {
                declared(element, type);
            }
        }
        unique();
        records.forEach(this::contract);
        return this;
    }

    private void declared(TypeElement element, ContractTrees.Type type) {
        Optional<AnnotationMirror> contract = Mirrors.find(element, Contract.class);
        if (contract.isEmpty()) {
            for (Class<?> other : List.of(Decodes.class, Validates.class, Masks.class)) {
                if (Mirrors.find(element, other).isPresent()) {
                    problem(
                            ContractError.NO_RECORD,
                            place(type, other),
                            "'" + element.getSimpleName() + "' is no contract",
                            "add @Contract to it, or remove @" + other.getSimpleName());
                }
            }
            return;
        }
        String fault = "";
        if (element.getKind() != ElementKind.RECORD) {
            fault = "is no record";
        } else if (element.getNestingKind() == NestingKind.LOCAL) {
            fault = "stands inside a method";
        } else if (!element.getTypeParameters().isEmpty()) {
            fault = "has type parameters";
        } else if (element.getRecordComponents().isEmpty()) {
            fault = "has no component";
        } else if (element.getRecordComponents().size() > COLUMNS_MAX) {
            fault = "has more than " + COLUMNS_MAX + " components";
        }
        if (!fault.isEmpty()) {
            problem(
                    ContractError.NO_RECORD,
                    type.name(),
                    "the contract '" + element.getSimpleName() + "' " + fault,
                    "declare it as a record with at least one component, in a file or a class");
            return;
        }
        records.put(element, type);
    }

    private static Location place(ContractTrees.Type type, Class<?> annotation) {
        return type.annotations().getOrDefault(annotation.getSimpleName(), type.name());
    }

    private void unique() {
        Map<String, Location> names = new HashMap<>();
        Map<String, Location> ids = new HashMap<>();
        records.forEach((element, type) -> {
            String name = element.getSimpleName().toString();
            once(names, name, type.name(), "the record name");
            Mirrors.find(element, Contract.class)
                    .ifPresent(it ->
                            once(
                                    ids,
                                    mirrors.text(it, "id"),
                                    place(type, Contract.class),
                                    "the id"));
        });
    }

    private void once(Map<String, Location> seen, String value, Location place, String what) {
        Location first = seen.putIfAbsent(value, place);
        if (first != null) {
            problem(
                    ContractError.DUPLICATE_CONTRACT,
                    place,
                    "two contracts share " + what + " '" + value + "', the first at " + first,
                    "give each contract its own");
        }
    }

    private void contract(TypeElement element, ContractTrees.Type type) {
        String name = element.getSimpleName().toString();
        places.put(name, type.name());
        List<Field> fields = new ArrayList<>();
        List<Rule> all = new ArrayList<>();
        FieldReader reader = new FieldReader(this, mirrors, problems);
        Map<String, String> columns = new HashMap<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            ContractTrees.Component tree =
                    type.components()
                            .getOrDefault(
                                    component.getSimpleName().toString(),
                                    new ContractTrees.Component(type.name(), Map.of()));
            for (String foreign : FieldReader.foreignAnnotations(component)) {
                rules.ignored(
                        foreign,
                        tree.annotations()
                                .getOrDefault(
                                        foreign.substring(foreign.lastIndexOf('.') + 1),
                                        tree.name()));
            }
            Optional<Field> field = reader.field(component, tree);
            if (field.isEmpty()) {
                continue;
            }
            String column = field.get().name();
            String other = columns.putIfAbsent(column, field.get().component());
            if (other != null) {
                problem(
                        ContractError.DUPLICATE_COLUMN,
                        tree.name(),
                        "'"
                                + other
                                + "' and '"
                                + field.get().component()
                                + "' are both the column '"
                                + column
                                + "'",
                        "rename one, or name its column with @Name");
                continue;
            }
            places.put(name + "." + column, tree.name());
            fields.add(field.get());
            List<Rule> columnRules =
                    rules.rules(
                            new RuleReader.Column(
                                    name,
                                    column,
                                    field.get().type(),
                                    component.asType().getKind().isPrimitive(),
                                    ColumnTypes.constants(component.asType()),
                                    List.copyOf(component.getAnnotationMirrors()),
                                    tree));
            reader.maskFits(field.get(), columnRules, component, tree);
            all.addAll(columnRules);
        }
        if (!fields.isEmpty()) {
            contracts.add(contract(element, type, fields, all));
        }
    }

    private io.runink.api.contract.Contract contract(
            TypeElement element, ContractTrees.Type type, List<Field> fields, List<Rule> all) {
        AnnotationMirror contract = Mirrors.find(element, Contract.class).orElseThrow();
        Location place = place(type, Contract.class);
        String id = mirrors.text(contract, "id");
        String version = mirrors.text(contract, "version");
        if (!ID.matcher(id).matches()) {
            problem(
                    ContractError.IDENTITY,
                    place,
                    "the id '" + id + "' is not kebab-case",
                    "write lower-case words joined by hyphens, such as 'daily-report'");
        }
        if (!VERSION.matcher(version).matches()) {
            problem(
                    ContractError.VERSION,
                    place,
                    "the version '" + version + "' is no semantic version",
                    "write three numbers, such as '1.0.0'");
        }
        String decodes = step(element, type, Decodes.class);
        if (decodes != null && fields.stream().filter(it -> it.jsonOf() != null).count() != 1) {
            problem(
                    ContractError.DECODES,
                    place(type, Decodes.class),
                    "'@Decodes' of '"
                            + element.getSimpleName()
                            + "' needs exactly one component with @JsonOf",
                    "mark the component that holds the JSON text");
        }
        String masks = step(element, type, Masks.class);
        if (masks != null && fields.stream().allMatch(it -> it.masking() == null)) {
            problem(
                    ContractError.MASK,
                    place(type, Masks.class),
                    "'@Masks' of '" + element.getSimpleName() + "' has nothing to mask",
                    "mark components with @Mask, or remove @Masks");
        }
        return new io.runink.api.contract.Contract(
                element.getSimpleName().toString(),
                id,
                version,
                mirrors.text(contract, "owner"),
                task.getElements().getBinaryName(element).toString(),
                fields,
                all,
                decodes,
                step(element, type, Validates.class),
                masks);
    }

    private @Nullable String step(
            TypeElement element, ContractTrees.Type type, Class<?> annotation) {
        Optional<AnnotationMirror> mirror = Mirrors.find(element, annotation);
        if (mirror.isEmpty()) {
            return null;
        }
        String step = mirrors.text(mirror.get(), "value");
        places.putIfAbsent("step:" + step, place(type, annotation));
        if (step.isBlank()) {
            problem(
                    ContractError.STEP_SHAPE,
                    place(type, annotation),
                    "'@" + annotation.getSimpleName() + "' has an empty step name",
                    "write the name that scenarios use");
        }
        return step;
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
