package io.runink.synth;

import io.runink.api.contract.Contract;
import io.runink.api.dag.Dag;
import io.runink.api.dag.Node;
import io.runink.api.error.RuninkException;
import io.runink.api.synth.Synthesizer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Makes one golden and its labels. */
final class Synthesis {

    /** More rows than any golden needs; keeps products of two counts within 64 bits. */
    private static final long ROWS_MAX = 1_000_000_000;

    private static final long PROGRESS_ROWS = 50_000;
    static final String LABELS = ".labels.jsonl";

    private final Synthesizer.Request request;
    private final Draws draws;

    Synthesis(Synthesizer.Request request) {
        this.request = request;
        this.draws = Draws.of(request.seed());
    }

    Synthesizer.Report run(LongConsumer progress) {
        long invalid = invalidRows();
        long valid = request.rows() - invalid;
        Dag dag = request.compiled().dag();
        Node.Source source = SourceChoice.of(dag, request.golden());
        Format format = SourceChoice.format(source);
        ShapeReader reader =
                new ShapeReader(
                        request.compiled(),
                        Reach.of(dag, source),
                        format,
                        new Amounts(request.rows(), valid, valid, request.now()),
                        new Keys(request),
                        draws);
        Shape shape = reader.read(dag.contract(source.contract()));
        if (!reader.problems().isEmpty()) {
            throw new RuninkException(reader.problems());
        }
        List<Target> targets = invalid == 0 ? List.of() : Targets.of(shape);
        if (invalid > 0 && targets.isEmpty()) {
            throw nothingToBreak(shape.contract());
        }
        return write(shape, format, invalid, new ArrayList<>(targets), progress);
    }

    private long invalidRows() {
        BigDecimal percent = request.invalidPercent();
        if (request.rows() < 1 || request.rows() > ROWS_MAX) {
            throw SynthError.AMOUNT.exception(
                    "'" + request.rows() + "' rows, expected 1 to " + ROWS_MAX,
                    "give --rows a number within that");
        }
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw SynthError.AMOUNT.exception(
                    "'" + percent.toPlainString() + "' percent invalid, expected 0 to 100",
                    "give --invalid a number within that");
        }
        return BigDecimal.valueOf(request.rows())
                .multiply(percent)
                .movePointLeft(2)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    private static RuninkException nothingToBreak(Contract contract) {
        return SynthError.NOTHING_TO_BREAK.exception(
                "invalid rows were asked for, and contract '"
                        + contract.name()
                        + "' has no rule that a row can break, expected at least one",
                "ask for '--invalid 0', or add a rule to the contract");
    }

    private Synthesizer.Report write(
            Shape shape, Format format, long invalid, List<Target> turn, LongConsumer progress) {
        Path golden = request.golden();
        Path labels = golden.resolveSibling(golden.getFileName() + LABELS);
        SortedMap<String, Long> byRule = new TreeMap<>();
        Spread spread = new Spread(request.rows(), invalid, draws.named("spread"));
        Sample sample = new Sample();
        Draws sampling = draws.named("sample");
        Draws breaking = draws.named("break");
        StringBuilder line = new StringBuilder();
        try (FilePair files = FilePair.create(golden, labels)) {
            long firstLine = 1;
            if (format == Format.CSV) {
                shape.csvHeader(line);
                files.golden(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
                firstLine = 2;
            }
            for (long row = 0; row < request.rows(); row++) {
                Slip slip = null;
                if (spread.takes(row)) {
                    Broken broken = broken(turn, row, breaking.at(row), sample, shape.contract());
                    slip = broken.slip();
                    byRule.merge(broken.rule(), 1L, Long::sum);
                    files.labels(label(firstLine + row, broken.rule()));
                } else {
                    sample.add(row, sampling);
                }
                files.golden(row(shape, format, line, row, slip));
                if ((row + 1) % PROGRESS_ROWS == 0 || row + 1 == request.rows()) {
                    progress.accept(row + 1);
                }
            }
            files.publish();
        } catch (IOException e) {
            throw SynthError.NOT_WRITTEN.exception(
                    "'" + golden + "' cannot be written (" + FilePair.reason(e) + ")",
                    "make room on the disk, or name a file elsewhere; nothing was changed");
        }
        return new Synthesizer.Report(
                request.rows(), invalid, byRule, List.of(golden.toString(), labels.toString()));
    }

    private record Broken(String rule, Slip slip) {}

    /** Takes the rules in turn; one that this row cannot break stays first in line. */
    private static Broken broken(
            List<Target> turn,
            long row,
            SplittableRandom random,
            Sample sample,
            Contract contract) {
        Iterator<Target> waiting = turn.iterator();
        while (waiting.hasNext()) {
            Target target = waiting.next();
            Slip slip = target.slip(row, random, sample);
            if (slip != null) {
                waiting.remove();
                turn.add(target);
                return new Broken(target.rule(), slip);
            }
        }
        throw nothingToBreak(contract);
    }

    private static byte[] row(
            Shape shape, Format format, StringBuilder line, long row, @Nullable Slip slip) {
        line.setLength(0);
        if (format == Format.CSV) {
            shape.csv(line, row, slip);
            line.append("\r\n");
        } else {
            shape.json(line, row, slip);
            line.append('\n');
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] label(long line, String rule) {
        // A rule's id is a column and a name: kebab and snake case, nothing to escape.
        return ("{\"line\":" + line + ",\"rule\":\"" + rule + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
