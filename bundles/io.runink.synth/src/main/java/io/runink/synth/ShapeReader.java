package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.FieldPath;
import io.runink.api.dag.DagCompiler.Compiled;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the shape of rows from contracts, and collects all that stands in the way. */
final class ShapeReader {

    private final Compiled compiled;
    private final Reach reach;
    private final Format format;
    private final Amounts amounts;
    private final Keys keys;
    private final Draws draws;
    private final List<Problem> problems = new ArrayList<>();

    ShapeReader(
            Compiled compiled,
            Reach reach,
            Format format,
            Amounts amounts,
            Keys keys,
            Draws draws) {
        this.compiled = compiled;
        this.reach = reach;
        this.format = format;
        this.amounts = amounts;
        this.keys = keys;
        this.draws = draws;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The shape of a source's rows; of use only without problems. */
    Shape read(Contract contract) {
        return shape(contract, "", List.of());
    }

    private Shape shape(Contract contract, String place, List<String> around) {
        boolean enforced = reach.enforced().contains(place);
        List<String> inside = new ArrayList<>(around);
        inside.add(contract.name());
        // What no step holds against the rows need not be understood.
        List<Problem> found = enforced ? problems : new ArrayList<>();
        MeaningReader reader =
                new MeaningReader(format(place), compiled.contracts().places(), found);
        Dataset dataset =
                enforced ? Dataset.read(contract, amounts(place), reader, found) : Dataset.NONE;
        List<Column> columns = new ArrayList<>();
        for (Field field : contract.fields()) {
            columns.add(column(contract, field, place, inside, reader, dataset));
        }
        Draws own = draws.named(contract.id() + "/" + place + "/rows");
        if (!enforced) {
            return new Shape(contract, columns, plain(columns), List.of(), false, own);
        }
        contract.rules().stream()
                .filter(it -> it.columns().isEmpty() || it.columns().size() > 1)
                .forEach(it -> reader.read(contract, contract.fields().getFirst(), it, true));
        return new Grouping(contract, columns, reader, keys, amounts.rows(), own).shape(found);
    }

    /** Rows that break a rule of what a column holds pass the rules of the column's own row. */
    private Amounts amounts(String place) {
        String inside = Reach.inside(place, "");
        boolean outer = reach.decoded().stream().anyMatch(it -> it.startsWith(inside));
        return outer ? amounts.passing() : amounts;
    }

    private static List<Group> plain(List<Column> columns) {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            groups.add(Group.of(i, columns.get(i)));
        }
        return groups;
    }

    private Column column(
            Contract contract,
            Field field,
            String place,
            List<String> inside,
            MeaningReader reader,
            Dataset dataset) {
        boolean enforced = reach.enforced().contains(place);
        List<Problem> found = reader.problems();
        List<Meaning> meanings = reader.all(contract, field, enforced);
        List<Meaning.Range> limits = dataset.limits(field);
        String here = Reach.inside(place, field.name());
        boolean decoded = reach.decoded().contains(here);
        Draws own = draws.named(contract.id() + "/" + here);
        String other = field.jsonOf();
        boolean always = dataset.always(field);
        if (other == null) {
            List<Meaning> all = new ArrayList<>(meanings);
            all.addAll(limits);
            Domain domain =
                    field.type().nested()
                            ? nested(contract, field, reader, place, enforced)
                            : domain(contract, field, all, reader, place);
            return new Column(
                    contract, field, meanings, limits, null, domain, decoded, always, own);
        }
        for (Meaning meaning : meanings) {
            found.add(
                    SynthError.PARAMETER.at(
                            place(contract, meaning.rule().id()),
                            "rule '"
                                    + meaning.rule().id()
                                    + "' is on text that holds another contract, expected rules"
                                    + " on that contract's columns",
                            "move the rule to contract '" + other + "'"));
        }
        Shape inner = inner(contract, field, other, here, inside);
        return new Column(contract, field, List.of(), List.of(), inner, null, decoded, always, own);
    }

    private @Nullable Domain nested(
            Contract contract, Field field, MeaningReader reader, String place, boolean enforced) {
        Part root = part(contract, FieldPath.of(field.name()), field, reader, place, enforced);
        return root == null ? null : new NestedDomain(root);
    }

    /** What is at a path, and all that is in it; null if something has no value. */
    private @Nullable Part part(
            Contract contract,
            FieldPath path,
            Field field,
            MeaningReader reader,
            String place,
            boolean enforced) {
        List<FieldPath> inside =
                switch (field.type().kind()) {
                    case STRUCT ->
                            field.type().fields().stream()
                                    .map(it -> path.member(it.name()))
                                    .toList();
                    case LIST -> List.of(path.elements());
                    case MAP -> List.of(path.values());
                    default -> List.of();
                };
        List<Part> parts = new ArrayList<>();
        for (FieldPath next : inside) {
            Field there = next.in(contract.fields()).orElseThrow();
            Part part = part(contract, next, there, reader, place, enforced);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        List<Meaning> meanings = reader.all(contract, field, enforced);
        boolean required = Column.rule(contract, field, "required").isPresent();
        if (field.type().nested()) {
            return new Part(path, field, required, List.of(), null, parts);
        }
        Domain domain = domain(contract, field, meanings, reader, place);
        return domain == null ? null : new Part(path, field, required, meanings, domain, parts);
    }

    private @Nullable Shape inner(
            Contract contract, Field field, String other, String here, List<String> inside) {
        boolean required = Column.rule(contract, field, "required").isPresent();
        if (inside.contains(other)) {
            if (required) {
                problems.add(
                        SynthError.ENDLESS.at(
                                place(contract, field.name()),
                                "column '"
                                        + field.name()
                                        + "' must hold a '"
                                        + other
                                        + "', which must hold itself, expected an end",
                                "take @Required off one of the columns in the circle"));
            }
            return null;
        }
        Optional<Contract> held = contract(other);
        if (held.isEmpty()) {
            problems.add(
                    SynthError.CONTRACT_MISSING.at(
                            place(contract, field.name()),
                            "column '"
                                    + field.name()
                                    + "' holds contract '"
                                    + other
                                    + "', which no contract file declares",
                            "add the file that declares it with --contract"));
            return null;
        }
        return shape(held.get(), here, inside);
    }

    private @Nullable Domain domain(
            Contract contract,
            Field field,
            List<Meaning> meanings,
            MeaningReader reader,
            String place) {
        try {
            Optional<Domain> domain = Domains.of(field.type(), meanings, format(place));
            if (domain.isEmpty()) {
                List<String> ids = meanings.stream().map(it -> it.rule().id()).toList();
                reader.problems()
                        .add(
                                SynthError.CONTRADICTION.at(
                                        place(contract, field.name()),
                                        "no "
                                                + field.type()
                                                + " keeps the rules "
                                                + String.join(", ", ids)
                                                + " of column '"
                                                + field.name()
                                                + "', expected at least one",
                                        "loosen one of them in contract '"
                                                + contract.name()
                                                + "'"));
            }
            return domain.orElse(null);
        } catch (ExpressionReader.Unsupported e) {
            for (Meaning meaning : meanings) {
                if (meaning instanceof Meaning.Matching || meaning instanceof Meaning.Length) {
                    reader.unsupported(contract, meaning.rule(), e);
                }
            }
            return null;
        }
    }

    /** What a column holds is JSON, whatever the file is; but a CSV file has it in one line. */
    private Format format(String place) {
        return place.isEmpty() ? format : Format.JSON;
    }

    private @Nullable Location place(Contract contract, String name) {
        return compiled.contracts().places().get(contract.name() + "." + name);
    }

    private Optional<Contract> contract(String name) {
        return Stream.concat(
                        compiled.dag().contracts().stream(),
                        compiled.contracts().contracts().stream())
                .filter(contract -> contract.name().equals(name))
                .findFirst();
    }
}
