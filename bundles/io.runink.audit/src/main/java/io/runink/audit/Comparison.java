package io.runink.audit;

import io.runink.api.error.Location;
import io.runink.api.error.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Holds the rows that were rejected against the labels that say which should be. */
final class Comparison {

    /** More rows of one kind say nothing new; the rest is counted. */
    static final int ROWS_SHOWN = 20;

    private final String golden;
    private final Map<AuditError, Long> seen = new EnumMap<>(AuditError.class);
    private final List<Problem> problems = new ArrayList<>();

    private Comparison(String golden) {
        this.golden = golden;
    }

    static List<Problem> findings(String golden, Marks labels, Marks rejected) {
        Comparison comparison = new Comparison(golden);
        Marks.Cursor expected = labels.cursor();
        Marks.Cursor actual = rejected.cursor();
        while (expected.line() < Long.MAX_VALUE || actual.line() < Long.MAX_VALUE) {
            if (expected.line() < actual.line()) {
                comparison.accepted(expected.take());
            } else if (actual.line() < expected.line()) {
                comparison.unlabelled(actual.take());
            } else {
                comparison.both(expected.take(), actual.take());
            }
        }
        comparison.rest();
        return comparison.problems;
    }

    private void accepted(Marks.Line label) {
        add(
                AuditError.ROW_ACCEPTED,
                label.line(),
                "the row is labelled " + quoted(label.rules()) + " and no rule rejected it",
                "see whether a step before the rule changes the value, or synthesise the data"
                        + " again after the contract was changed");
    }

    private void unlabelled(Marks.Line rejection) {
        if (rejection.rules().stream().allMatch(rule -> rule.startsWith("row."))) {
            // A row that cannot be read at all is the data's matter, not an author's.
            return;
        }
        add(
                AuditError.ROW_REJECTED,
                rejection.line(),
                "the row has no label and was rejected by " + quoted(rejection.rules()),
                "see whether a step yields what the contract after it forbids, or synthesise the"
                        + " data again after the contract was changed");
    }

    private void both(Marks.Line label, Marks.Line rejection) {
        if (!label.rules().equals(rejection.rules())) {
            add(
                    AuditError.ROW_OTHER_RULE,
                    label.line(),
                    "the row is labelled "
                            + quoted(label.rules())
                            + " and was rejected by "
                            + quoted(rejection.rules()),
                    "see whether a step before the rule changes the value, or synthesise the"
                            + " data again after the contract was changed");
        }
    }

    private void add(AuditError kind, long line, String message, String remedy) {
        if (seen.merge(kind, 1L, Long::sum) <= ROWS_SHOWN) {
            int number = (int) Math.min(line, Integer.MAX_VALUE);
            problems.add(kind.at(new Location(golden, number, 0), message, remedy));
        }
    }

    private void rest() {
        seen.forEach((kind, count) -> {
            if (count > ROWS_SHOWN) {
                problems.add(
                        kind.at(
                                Location.of(golden),
                                "the same is so for " + (count - ROWS_SHOWN) + " more rows",
                                "mend those above first"));
            }
        });
    }

    private static String quoted(List<String> rules) {
        return "'" + String.join("', '", rules) + "'";
    }
}
