package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.contract.ContractFile;
import io.runink.api.contract.DataType;
import io.runink.api.contract.Field;
import io.runink.api.contract.Rule;
import io.runink.api.contract.RuleClass;
import io.runink.api.dag.Dag;
import io.runink.api.dag.DagCompiler.Compiled;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.Location;
import io.runink.api.synth.Synthesizer.Request;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Contracts and DAGs that the tests make data for. */
final class Pipelines {

    private Pipelines() {}

    /** Builds a contract column by column. */
    static final class Building {
        private final String name;
        private final List<Field> fields = new ArrayList<>();
        private final List<Rule> rules = new ArrayList<>();

        Building(String name) {
            this.name = name;
        }

        /**
         * Adds a column; rules are {@code required}, {@code unique}, {@code at-least=0}, {@code
         * one-of=A|B}, {@code pattern=…}.
         */
        Building column(String column, String type, String... spelled) {
            return any(column, type, null, spelled);
        }

        Building holding(String column, String other, String... spelled) {
            return any(column, "string", other, spelled);
        }

        private Building any(
                String column, String type, @Nullable String other, String... spelled) {
            fields.add(new Field(column, column, DataType.parse(type), false, null, other));
            add(column, "type", "type", List.of(type));
            for (String rule : spelled) {
                String[] parts = rule.split("=", 2);
                List<String> values = parts.length == 1 ? List.of() : List.of(parts[1]);
                switch (parts[0]) {
                    case "one-of" -> add(column, "one-of", "enum", List.of(parts[1].split("\\|")));
                    case "at-least", "at-most", "greater-than", "less-than" ->
                            add(column, parts[0], "range", values);
                    default -> add(column, parts[0], parts[0], values);
                }
            }
            return this;
        }

        private void add(String column, String rule, String kind, List<String> values) {
            TreeMap<String, List<String>> parameters = new TreeMap<>();
            if (!values.isEmpty()) {
                parameters.put(kind.equals("type") ? "type" : "value", values);
            }
            rules.add(
                    new Rule(
                            column + "." + rule,
                            rule,
                            kind,
                            kind.equals("unique") ? RuleClass.KEYED_SET : RuleClass.RECORD,
                            List.of(column),
                            parameters));
        }

        /** Adds a rule that is not on one column alone. */
        Building whole(String id, String kind, RuleClass category, String column, String... given) {
            TreeMap<String, List<String>> parameters = new TreeMap<>();
            for (String parameter : given) {
                String[] parts = parameter.split("=", 2);
                parameters.put(parts[0], List.of(parts[1]));
            }
            List<String> columns = column.isEmpty() ? List.of() : List.of(column);
            rules.add(new Rule(id, id, kind, category, columns, parameters));
            return this;
        }

        Contract done() {
            return new Contract(
                    name,
                    name.toLowerCase(java.util.Locale.ROOT),
                    "1.0.0",
                    "",
                    "X$" + name,
                    fields,
                    rules,
                    null,
                    null,
                    null);
        }
    }

    static Building contract(String name) {
        return new Building(name);
    }

    /** What to make, at a moment that does not change, without other rows. */
    static Request request(
            Compiled compiled, Path golden, long rows, BigDecimal invalid, long seed) {
        return new Request(
                compiled,
                golden,
                rows,
                invalid,
                seed,
                Instant.parse("2026-01-31T10:00:00Z"),
                Objects.requireNonNull(golden.getParent(), "golden has a folder"),
                Map.of());
    }

    /** A source whose contract is enforced where it is read. */
    static Compiled flat(String uri, Contract contract) {
        return compiled(
                List.of(contract),
                List.of(new Node.Source("in", uri, contract.name(), true)),
                List.of());
    }

    /** A source that holds another contract, decoded, then validated. */
    static Compiled decoded(String uri, Contract outer, String column, Contract inner) {
        return compiled(
                List.of(outer, inner),
                List.of(
                        new Node.Source("in", uri, outer.name(), true),
                        new Node.Step(
                                "Open",
                                new Node.Work.Decode(column),
                                outer.name(),
                                inner.name(),
                                false),
                        new Node.Step(
                                "Check",
                                new Node.Work.Validate(),
                                inner.name(),
                                inner.name(),
                                true)),
                List.of(
                        new Edge("in", "Open", Edge.Kind.ROWS, outer.name()),
                        new Edge("Open", "Check", Edge.Kind.LEXICAL, inner.name())));
    }

    static Compiled compiled(List<Contract> contracts, List<Node> nodes, List<Edge> edges) {
        Map<String, Location> places = new HashMap<>();
        for (Contract contract : contracts) {
            for (Rule rule : contract.rules()) {
                places.put(contract.name() + "." + rule.id(), new Location("X.java", 3, 7));
            }
        }
        Dag dag =
                new Dag(
                        Dag.FORMAT,
                        "S",
                        "",
                        new TreeMap<>(),
                        contracts,
                        nodes,
                        edges,
                        List.of(),
                        new TreeMap<>());
        ContractFile file =
                new ContractFile(contracts, List.of(), places, new TreeMap<>(), new TreeMap<>());
        return new Compiled(dag, file, new byte[0], "sha256:00", List.of());
    }

    /** A contract with every type, and every kind of rule. */
    static Contract everything() {
        return contract("Everything")
                .column("key", "string", "required", "unique")
                .column("code", "string", "required", "unique", "pattern=[A-Z]{3}-\\d{6}")
                .column("serial", "int64", "unique", "at-least=1")
                .column("kind", "string", "required", "one-of=NEW|AMEND|CANCEL")
                .column("level", "int8", "at-least=-5", "at-most=5")
                .column("count", "int32", "greater-than=0")
                .column("small", "int16")
                .column("price", "decimal(18,4)", "required", "greater-than=0")
                .column("huge", "decimal(38,10)")
                .column("share", "float64", "at-least=0.1", "less-than=1")
                .column("ratio", "float32", "greater-than=0", "at-most=0.5")
                .column("flag", "boolean", "required")
                .column("day", "date", "at-least=2020-01-01", "less-than=2030-01-01")
                .column("hour", "time")
                .column("moment", "timestamp", "required")
                .column("blob", "bytes")
                .column("mail", "string", "pattern=^[^@\\s]+@[a-z0-9-]+(\\.[a-z]{2,})+$")
                .column("grade", "int32", "one-of=1|2|3|5|8")
                .column("note", "string")
                .done();
    }
}
