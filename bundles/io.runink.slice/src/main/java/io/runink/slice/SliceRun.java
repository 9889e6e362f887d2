package io.runink.slice;

import io.runink.api.slice.SliceMessage.Figures;
import io.runink.api.slice.SliceMessage.Prepared;
import io.runink.api.slice.SliceMessage.Written;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Moves all rows through a slice.
 *
 * <p>Rows should arrive in the same order every time, so inlets are read one after the other, in
 * the order of their sources, where nothing can wait for that: each inlet's sources stand before
 * those of the next. Where the sources of inlets overlap, one could wait for another by way of
 * other slices, so those are read side by side. It then holds of the whole DAG that a full edge
 * waits only for sources before all of its own, which wait for none of it: nothing waits in a
 * circle. Rejections are always read beside the rows.
 */
final class SliceRun {

    private final Wiring wiring;
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();

    SliceRun(Wiring wiring) {
        this.wiring = wiring;
    }

    /**
     * A thread's end.
     *
     * @param rows whether it brought rows, not rejections
     * @param failure what went wrong, or null
     */
    private record End(boolean rows, @Nullable Throwable failure) {}

    /** Brings all rows through; throws the first failure. */
    void run() throws IOException {
        Deque<List<Inlet>> groups = groups(wiring.inlets());
        int running = 0;
        int bringing = 0;
        for (Inlet inlet : wiring.inlets()) {
            if (inlet.sources().isEmpty()) {
                start(inlet);
                running++;
            }
        }
        while (running > 0 || !groups.isEmpty()) {
            if (bringing == 0 && !groups.isEmpty()) {
                List<Inlet> group = groups.removeFirst();
                group.forEach(this::start);
                bringing = group.size();
                running += bringing;
            }
            End end = ended();
            if (end.failure() != null) {
                throw rethrown(end.failure());
            }
            running--;
            bringing -= end.rows() ? 1 : 0;
        }
    }

    private void start(Inlet inlet) {
        boolean rows = !inlet.sources().isEmpty();
        Thread.ofPlatform()
                .name("runink-inlet")
                .daemon()
                .start(() -> {
                    try {
                        inlet.run();
                        ends.add(new End(rows, null));
                    } catch (Throwable thrown) {
                        // Whatever it is, the thread that waits has to know.
                        ends.add(new End(rows, thrown));
                    }
                });
    }

    private End ended() throws IOException {
        try {
            return ends.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Stops waiting for rows: the agent called the run off. */
    void cancel() {
        ends.add(new End(true, new CancellationException()));
    }

    private static IOException rethrown(Throwable failure) throws IOException {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case IOException e -> throw e;
            default -> throw new IOException(failure);
        }
    }

    /** Inlets that bring rows: those of a group are read side by side, groups one by one. */
    static Deque<List<Inlet>> groups(List<Inlet> inlets) {
        List<Inlet> rows =
                inlets.stream()
                        .filter(it -> !it.sources().isEmpty())
                        .sorted(Comparator.comparing(it -> Collections.min(it.sources())))
                        .toList();
        Deque<List<Inlet>> groups = new ArrayDeque<>();
        int last = -1;
        for (Inlet inlet : rows) {
            if (Collections.min(inlet.sources()) > last) {
                groups.addLast(new ArrayList<>());
            }
            groups.getLast().add(inlet);
            last = Math.max(last, Collections.max(inlet.sources()));
        }
        return groups;
    }

    /** What every node did so far. */
    List<Figures> figures() {
        return wiring.counters().values().stream().map(Counters::figures).toList();
    }

    /** Makes outputs durable and says what was written. */
    Prepared prepare() {
        List<Written> written = new ArrayList<>();
        for (Map.Entry<String, Sink> sink : wiring.sinks().entrySet()) {
            Counters counters = wiring.counters().get(sink.getKey());
            written.add(sink.getValue().prepare(counters == null ? 0 : counters.written()));
        }
        SortedMap<String, Long> byRule = new TreeMap<>();
        for (Rejector rejector : wiring.rejectors()) {
            rejector.byRule().forEach((rule, count) -> byRule.merge(rule, count, Long::sum));
        }
        Findings findings = wiring.findings();
        return new Prepared(
                figures(),
                written,
                byRule,
                findings.rules(),
                findings.holds(),
                findings.warnings());
    }

    void commit(long token) throws IOException {
        for (Sink sink : wiring.sinks().values()) {
            sink.commit(token);
        }
    }

    void abort() {
        wiring.sinks().values().forEach(Sink::abort);
    }
}
