package io.runink.slice;

import io.runink.api.contract.Action;
import io.runink.api.error.Problem;
import io.runink.api.run.RunReport.RuleFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the rules of a slice found, beyond what its nodes count. Safe for threads. */
final class Findings {

    private final SortedMap<Key, Long> broken = new TreeMap<>();
    private final List<Problem> holds = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    private record Key(String node, String rule, Action action) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::node).thenComparing(Key::rule).thenComparing(Key::action);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Some rows broke a rule. */
    synchronized void broke(String node, String rule, Action action, long rows) {
        broken.merge(new Key(node, rule, action), rows, Long::sum);
    }

    /** A person must look before the run publishes. */
    synchronized void hold(Problem why) {
        holds.add(why);
    }

    /** A person should know. */
    synchronized void warn(Problem what) {
        warnings.add(what);
    }

    /** How often each rule was broken, by node and rule. */
    synchronized List<RuleFigures> rules() {
        return broken.entrySet().stream()
                .map(it ->
                        new RuleFigures(
                                it.getKey().node(),
                                it.getKey().rule(),
                                it.getKey().action().text(),
                                it.getValue()))
                .toList();
    }

    /** Why a person must look. */
    synchronized List<Problem> holds() {
        return List.copyOf(holds);
    }

    /** What a person should know. */
    synchronized List<Problem> warnings() {
        return List.copyOf(warnings);
    }
}
