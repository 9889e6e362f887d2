package io.runink.audit;

import io.runink.api.audit.Auditor.Coverage;
import io.runink.api.contract.Rule;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every rule that a pipeline enforces, and how often data broke it. */
final class RuleTable {

    private record Key(String contract, String rule) {}

    private final Dag dag;
    private final Map<Key, long[]> violated = new LinkedHashMap<>();

    RuleTable(Dag dag) {
        this.dag = dag;
        for (Node node : dag.nodes()) {
            switch (node) {
                case Node.Source source -> {
                    if (source.enforced()) {
                        add(source.contract());
                    }
                }
                case Node.Step step -> {
                    if (step.work() instanceof Node.Work.Decode decode) {
                        key(step.input(), decode.column() + ".json-of");
                    }
                    if (step.enforced()) {
                        add(step.output());
                    }
                }
                case Node.Sink _, Node.Dlq _ -> {
                    // They enforce nothing.
                }
            }
        }
    }

    private void add(String contract) {
        for (Rule rule : dag.contract(contract).rules()) {
            key(contract, rule.id());
        }
    }

    private void key(String contract, String rule) {
        violated.putIfAbsent(new Key(contract, rule), new long[1]);
    }

    /** Counts a row that broke a rule at a step. */
    void broken(String step, String rule) {
        for (Node node : dag.nodes()) {
            if (!node.name().equals(step)) {
                continue;
            }
            for (String contract : contractsAt(node)) {
                long[] count = violated.get(new Key(contract, rule));
                if (count != null) {
                    count[0]++;
                    return;
                }
            }
        }
    }

    private static List<String> contractsAt(Node node) {
        return switch (node) {
            case Node.Source source -> List.of(source.contract());
            case Node.Step step -> List.of(step.output(), step.input());
            case Node.Sink sink -> List.of(sink.contract());
            case Node.Dlq _ -> List.of();
        };
    }

    /**
     * A line for each rule. A label names no contract, so the first that has the rule is meant.
     *
     * @param expected rows by rule, as labelled
     * @param labelled whether there were labels
     */
    List<Coverage> lines(Map<String, Long> expected, boolean labelled) {
        Map<String, Long> left = new LinkedHashMap<>(expected);
        List<Coverage> lines = new ArrayList<>();
        for (Map.Entry<Key, long[]> entry : violated.entrySet()) {
            Key key = entry.getKey();
            Long rows = left.remove(key.rule());
            long wanted = !labelled ? -1 : rows == null ? 0 : rows;
            lines.add(new Coverage(key.contract(), key.rule(), entry.getValue()[0], wanted));
        }
        return lines;
    }
}
