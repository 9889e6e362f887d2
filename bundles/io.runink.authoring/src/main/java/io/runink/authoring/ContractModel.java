package io.runink.authoring;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import io.runink.api.Contract;
import io.runink.api.Decodes;
import io.runink.api.Label;
import io.runink.api.Masks;
import io.runink.api.Validates;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.error.ErrorCode;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import io.runink.api.plugin.Plugins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads contracts from the compiler's model of analysed sources. */
final class ContractModel {

    /** Columns of one contract: beyond it a row is no table's row. */
    static final int COLUMNS_MAX = 1_000;

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
    private final InstalledChecks checks;
    private final ForeignKeys foreignKeys;
    private final RuleReader rules;
    private final Map<TypeElement, ContractTrees.Type> declared = new HashMap<>();
    private final Map<TypeElement, ContractTrees.Type> records = new LinkedHashMap<>();
    private final List<io.runink.api.contract.Contract> contracts = new ArrayList<>();

    ContractModel(JavacTask task, ContractTrees sources, Plugins plugins) {
        this.task = task;
        this.trees = Trees.instance(task);
        this.sources = sources;
        this.mirrors = new Mirrors(task.getElements());
        this.checks = new InstalledChecks(plugins, warnings);
        this.foreignKeys = new ForeignKeys(this, mirrors, problems);
        this.rules = new RuleReader(mirrors, checks, foreignKeys, problems);
    }

    /** What was found; to be added to. */
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

    /** Where a record of these files is declared. */
    Optional<ContractTrees.Type> recordOf(TypeElement record) {
        return Optional.ofNullable(declared.get(record));
    }

    /** Says that an annotation has no effect, unless it is Java's own. */
    void ignored(String annotation, Location place) {
        checks.ignored(annotation, place);
    }

    ContractModel read() {
        for (ContractTrees.Type type : sources.types()) {
            if (trees.getElement(type.path()) instanceof TypeElement element) {
                declared.put(element, type);
                declared(element, type);
            }
        }
        unique();
        records.forEach(this::contract);
        List<io.runink.api.contract.Contract> resolved = foreignKeys.resolved(contracts);
        contracts.clear();
        contracts.addAll(resolved);
        return this;
    }

    /** The same contract with other rules. */
    static io.runink.api.contract.Contract withRules(
            io.runink.api.contract.Contract contract, List<Rule> rules) {
        return new io.runink.api.contract.Contract(
                contract.name(),
                contract.id(),
                contract.version(),
                contract.owner(),
                contract.javaClass(),
                contract.fields(),
                rules,
                contract.decodes(),
                contract.validates(),
                contract.masks(),
                contract.key(),
                contract.labels());
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
        return type.places().first(annotation);
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
        FieldReader reader = new FieldReader(this, mirrors, problems);
        List<Spot> columns = reader.columns(element, type);
        if (reader.tooMany()) {
            problem(
                    ContractError.NO_RECORD,
                    type.name(),
                    "the contract '"
                            + name
                            + "' has more than "
                            + FieldReader.SPOTS_MAX
                            + " columns and members",
                    "divide it into several contracts");
            return;
        }
        if (columns.isEmpty()) {
            return;
        }
        List<Field> fields = columns.stream().map(Spot::named).toList();
        List<Mark> marks = Mark.of(element.getAnnotationMirrors(), type.places());
        ContractRules all = new ContractRules(new Scope(name, fields), checks, problems);
        for (Spot column : columns) {
            placed(name, column);
            all.add(column, rules.rules(all.scope(), column));
        }
        all.add(new RecordRules(mirrors, checks, foreignKeys, problems).rules(all.scope(), marks));
        Settings settings = new Settings(mirrors, checks, problems, warnings);
        settings.read(marks, columns);
        List<Made> made = settings.applied(all.complete());
        made.forEach(it -> places.put(name + "." + it.rule().id(), it.place()));
        contracts.add(
                contract(element, type, fields, made.stream().map(Made::rule).toList(), all.key()));
    }

    private void placed(String contract, Spot spot) {
        if (spot.field() != null) {
            places.put(contract + "." + spot.path(), spot.name());
        }
        spot.members().forEach(member -> placed(contract, member));
        if (spot.element() != null) {
            placed(contract, spot.element());
        }
    }

    private SortedMap<String, String> labels(TypeElement element, ContractTrees.Type type) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (Mark mark : Mark.of(element.getAnnotationMirrors(), type.places())) {
            if (!mark.name().equals(Label.class.getName())) {
                continue;
            }
            String label = mirrors.text(mark.mirror(), "name");
            if (!ColumnName.kebabValid(label)
                    || labels.put(label, mirrors.text(mark.mirror(), "value")) != null) {
                problem(
                        ContractError.PARAMETER,
                        mark.place(),
                        "the label '" + label + "' stands twice or is not kebab-case",
                        "name each label once, in lower-case words joined by hyphens");
            }
        }
        return labels;
    }

    private io.runink.api.contract.Contract contract(
            TypeElement element,
            ContractTrees.Type type,
            List<Field> fields,
            List<Rule> all,
            List<String> key) {
        AnnotationMirror contract = Mirrors.find(element, Contract.class).orElseThrow();
        Location place = place(type, Contract.class);
        String id = mirrors.text(contract, "id");
        String version = mirrors.text(contract, "version");
        named(element.getSimpleName().toString(), place);
        if (!ColumnName.kebabValid(id)) {
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
                masks,
                key,
                labels(element, type));
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

    /** Whether a record is called what a reader takes it to be called. */
    private void named(String simple, Location place) {
        Optional<String> reason =
                simple.length() > ArgumentCheck.NAME_MAX
                        ? Optional.of("has more than " + ArgumentCheck.NAME_MAX + " characters")
                        : Lookalikes.reason(simple);
        if (reason.isPresent()) {
            problem(
                    ContractError.LOOKALIKE,
                    place,
                    "the record's name '" + SourceText.brief(simple) + "' " + reason.get(),
                    "type the name anew");
        }
    }

    private void problem(ErrorCode code, Location place, String message, String remedy) {
        problems.add(code.at(place, message, remedy));
    }
}
