package io.runink.api.synth;

import io.runink.api.dag.DagCompiler;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Makes input data from the contract of a source. It knows the standard rules by what they mean and
 * shares no code with the checks that execute them.
 */
public interface Synthesizer {

    /**
     * What to make.
     *
     * @param compiled the scenario
     * @param golden the file to write, absolute; its labels go beside it, to {@code
     *     GOLDEN.labels.jsonl}
     * @param rows at least 1
     * @param invalidPercent 0 to 100; the number of invalid rows is exact, rounded down
     * @param seed same seed, same bytes, where {@code now} and the rows looked up are the same
     * @param now the moment that data is to be fresh at, where a rule asks for that
     * @param workspace the folder that a scenario's relative paths start from
     * @param keys files of rows whose keys are looked up, by the name of their contract; for others
     *     the scenario's own source is read
     */
    record Request(
            DagCompiler.Compiled compiled,
            Path golden,
            long rows,
            BigDecimal invalidPercent,
            long seed,
            Instant now,
            Path workspace,
            Map<String, Path> keys) {
        public Request {
            Objects.requireNonNull(compiled, "compiled is null");
            Objects.requireNonNull(golden, "golden is null");
            Objects.requireNonNull(invalidPercent, "invalidPercent is null");
            Objects.requireNonNull(now, "now is null");
            Objects.requireNonNull(workspace, "workspace is null");
            keys = Map.copyOf(keys);
        }
    }

    /**
     * What was made.
     *
     * @param rows all rows
     * @param invalid rows that break a rule, one each
     * @param byRule invalid rows by the rule they break
     * @param files absolute paths
     */
    record Report(long rows, long invalid, SortedMap<String, Long> byRule, List<String> files) {
        public Report {
            byRule = Collections.unmodifiableSortedMap(new TreeMap<>(byRule));
            files = List.copyOf(files);
        }
    }

    /**
     * Writes the data; neither file appears unless both are complete.
     *
     * @param progress told the number of rows written, now and then
     * @throws io.runink.api.error.RuninkException if a rule cannot be satisfied, or a file cannot
     *     be written
     */
    Report synthesize(Request request, LongConsumer progress);
}
