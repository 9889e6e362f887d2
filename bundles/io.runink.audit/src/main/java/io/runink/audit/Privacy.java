package io.runink.audit;

import io.runink.api.contract.Contract;
import io.runink.api.contract.Field;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Edge;
import io.runink.api.dag.Node;
import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds personal data that nothing marks. Names decide: the audit reads no values for this. */
final class Privacy {

    /** Words that make a column look personal, where one stands alone between underscores. */
    private static final Set<String> WORDS =
            Set.of(
                    "ssn",
                    "email",
                    "mail",
                    "phone",
                    "mobile",
                    "iban",
                    "card",
                    "account",
                    "birth",
                    "birthday",
                    "birthdate",
                    "dob",
                    "passport",
                    "surname");

    private final Dag dag;
    private final Map<String, Location> places;

    /** By node: columns that every way to it masks, and those that some way marks personal. */
    private final Map<String, Set<String>> masked = new HashMap<>();

    private final Map<String, Set<String>> personal = new HashMap<>();

    private Privacy(Dag dag, Map<String, Location> places) {
        this.dag = dag;
        this.places = places;
    }

    static List<Problem> findings(Dag dag, Map<String, Location> places) {
        Privacy privacy = new Privacy(dag, places);
        for (Node node : dag.nodes()) {
            privacy.follow(node);
        }
        List<Problem> problems = new ArrayList<>();
        privacy.unmarked(problems);
        privacy.atSinks(problems);
        return problems;
    }

    private void follow(Node node) {
        Set<String> hidden = new HashSet<>();
        Set<String> marked = new HashSet<>();
        boolean first = true;
        for (Edge edge : dag.edges()) {
            if (!edge.to().equals(node.name()) || edge.kind() == Edge.Kind.REJECTIONS) {
                continue;
            }
            Set<String> before = masked.getOrDefault(edge.from(), Set.of());
            if (first) {
                hidden.addAll(before);
            } else {
                hidden.retainAll(before);
            }
            first = false;
            marked.addAll(personal.getOrDefault(edge.from(), Set.of()));
        }
        if (node instanceof Node.Step step && step.work() instanceof Node.Work.Mask mask) {
            hidden.addAll(mask.columns());
        }
        String contract = contractOf(node);
        if (!contract.isEmpty()) {
            for (Field field : dag.contract(contract).fields()) {
                if (field.sensitive()) {
                    marked.add(field.name());
                }
            }
        }
        masked.put(node.name(), hidden);
        personal.put(node.name(), marked);
    }

    private static String contractOf(Node node) {
        return switch (node) {
            case Node.Source source -> source.contract();
            case Node.Step step -> step.output();
            case Node.Sink sink -> sink.contract();
            case Node.Dlq _ -> "";
        };
    }

    private void unmarked(List<Problem> problems) {
        for (Contract contract : dag.contracts()) {
            for (Field field : contract.fields()) {
                if (!field.sensitive()
                        && field.jsonOf() == null
                        && looksPersonal(field.name())
                        && inClear(contract, field)) {
                    problems.add(
                            AuditError.PERSONAL_UNMARKED.at(
                                    place(contract, field),
                                    "column '"
                                            + field.name()
                                            + "' of contract '"
                                            + contract.name()
                                            + "' looks personal, expected @Pii",
                                    "mark it @Pii, and @Mask to say how it is masked; or give"
                                            + " it another name"));
                }
            }
        }
    }

    /** Whether some node yields the column before a step has masked it. */
    private boolean inClear(Contract contract, Field field) {
        return dag.nodes().stream()
                .filter(node -> contractOf(node).equals(contract.name()))
                .anyMatch(
                        node -> !masked.getOrDefault(node.name(), Set.of()).contains(field.name()));
    }

    private void atSinks(List<Problem> problems) {
        for (Node.Sink sink : dag.nodes(Node.Sink.class).toList()) {
            Contract contract = dag.contract(sink.contract());
            for (Field field : contract.fields()) {
                boolean clear =
                        personal.getOrDefault(sink.name(), Set.of()).contains(field.name())
                                && !masked.getOrDefault(sink.name(), Set.of())
                                        .contains(field.name());
                if (clear && !field.sensitive()) {
                    problems.add(
                            AuditError.PERSONAL_AT_SINK.at(
                                    place(contract, field),
                                    "column '"
                                            + field.name()
                                            + "' is marked personal earlier and reaches sink '"
                                            + sink.name()
                                            + "' in clear, expected a mask or a mark",
                                    "add a masking step before the sink, or mark the column"
                                            + " @Pii in contract '"
                                            + contract.name()
                                            + "' too"));
                }
            }
        }
    }

    private static boolean looksPersonal(String column) {
        for (String word : column.toLowerCase(Locale.ROOT).split("_", -1)) {
            if (WORDS.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Location place(Contract contract, Field field) {
        return places.get(contract.name() + "." + field.name());
    }
}
