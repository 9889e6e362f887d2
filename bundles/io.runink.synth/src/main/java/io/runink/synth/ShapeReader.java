package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.dag.DagCompiler.Compiled;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the shape of rows from contracts, and collects all that stands in the way. */
final class ShapeReader {

    private final Compiled compiled;
    private final Reach reach;
    private final Format format;
    private final Draws draws;
    private final List<Problem> problems = new ArrayList<>();

    ShapeReader(Compiled compiled, Reach reach, Format format, Draws draws) {
        this.compiled = compiled;
        this.reach = reach;
        this.format = format;
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
        List<Column> columns = new ArrayList<>();
        for (Field field : contract.fields()) {
            columns.add(column(contract, field, place, inside, enforced));
        }
        return new Shape(contract, columns, enforced);
    }

    private Column column(
            Contract contract, Field field, String place, List<String> inside, boolean enforced) {
        // What no step holds against the rows need not be understood.
        List<Problem> found = enforced ? problems : new ArrayList<>();
        MeaningReader reader =
                new MeaningReader(format(place), compiled.contracts().places(), found);
        List<Meaning> meanings = new ArrayList<>();
        for (Rule rule : contract.rules()) {
            if (rule.columns().contains(field.name())) {
                reader.read(contract, field, rule, enforced).ifPresent(meanings::add);
            }
        }
        String here = Reach.inside(place, field.name());
        boolean decoded = reach.decoded().contains(here);
        Draws own = draws.named(contract.id() + "/" + here);
        String other = field.jsonOf();
        if (other == null) {
            Domain domain = domain(contract, field, meanings, reader, place, found);
            return new Column(contract, field, meanings, null, domain, decoded, own);
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
        return new Column(contract, field, List.of(), inner, null, decoded, own);
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
            String place,
            List<Problem> found) {
        try {
            Optional<Domain> domain = Domains.of(field.type(), meanings, format(place));
            if (domain.isEmpty()) {
                List<String> ids = meanings.stream().map(it -> it.rule().id()).toList();
                found.add(
                        SynthError.CONTRADICTION.at(
                                place(contract, field.name()),
                                "no "
                                        + field.type()
                                        + " keeps the rules "
                                        + String.join(", ", ids)
                                        + " of column '"
                                        + field.name()
                                        + "', expected at least one",
                                "loosen one of them in contract '" + contract.name() + "'"));
            }
            return domain.orElse(null);
        } catch (ExpressionReader.Unsupported e) {
            for (Meaning meaning : meanings) {
                if (meaning instanceof Meaning.Matching) {
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

    /** The places of what was read. */
    Map<String, Location> places() {
        return compiled.contracts().places();
    }
}
