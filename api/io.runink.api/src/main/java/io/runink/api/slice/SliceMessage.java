package io.runink.api.slice;

import io.runink.api.error.Problem;
import io.runink.api.run.RunReport;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a slice and its agent say to each other, one message a datagram, after the claim. */
public sealed interface SliceMessage {

    /** Slice: started, ready for a claim. */
    record Ready(long pid) implements SliceMessage {}

    /** Slice: it has rehearsed and waits for a claim, as warm as it gets. */
    record Parked() implements SliceMessage {}

    /** Slice: the claim is understood; the first code of a plug-in or a user ran. */
    record Working() implements SliceMessage {}

    /** Slice: how far it is. */
    record Progress(List<Figures> nodes) implements SliceMessage {
        public Progress {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * Slice: every row went through, every output is durable where it was staged. A slice without
     * outputs says so too. It then waits for {@link Commit} or {@link Abort}. {@code byRule} counts
     * what was quarantined, {@code rules} every rule that was broken, {@code holds} says why a
     * person must look before the run publishes.
     */
    record Prepared(
            List<Figures> nodes,
            List<Written> outputs,
            SortedMap<String, Long> byRule,
            List<RunReport.RuleFigures> rules,
            List<Problem> holds,
            List<Problem> warnings)
            implements SliceMessage {
        public Prepared {
            nodes = List.copyOf(nodes);
            outputs = List.copyOf(outputs);
            byRule = new TreeMap<>(byRule);
            rules = List.copyOf(rules);
            holds = List.copyOf(holds);
            warnings = List.copyOf(warnings);
        }

        /** What a slice says that has no rules to tell of. */
        public Prepared(
                List<Figures> nodes, List<Written> outputs, SortedMap<String, Long> byRule) {
            this(nodes, outputs, byRule, List.of(), List.of(), List.of());
        }
    }

    /** Slice: it cannot go on; it ends next. */
    record Failed(String node, List<Problem> problems) implements SliceMessage {
        public Failed {
            problems = List.copyOf(problems);
        }
    }

    /** Agent: the run is committed under this token, or what it staged is kept. The slice ends. */
    record Commit(long token) implements SliceMessage {}

    /** Agent: the run failed elsewhere. The slice ends. */
    record Abort() implements SliceMessage {}

    /**
     * A node's counts.
     *
     * @param node its name
     * @param rowsIn rows that came
     * @param rowsOut rows that went on
     * @param rejected rows that went to the dead-letter queue from here
     * @param filtered rows a function left out
     * @param batches batches that came
     * @param bytes read of an input, else 0
     * @param nanos time spent in the node
     */
    record Figures(
            String node,
            long rowsIn,
            long rowsOut,
            long rejected,
            long filtered,
            long batches,
            long bytes,
            long nanos) {}

    /**
     * A staged output.
     *
     * @param node the sink or dead-letter queue
     * @param rows written
     * @param bytes written
     * @param sha256 of the bytes, hex
     */
    record Written(String node, long rows, long bytes, String sha256) {}
}
