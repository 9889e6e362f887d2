package io.runink.slice;

import io.runink.api.slice.SliceMessage.Figures;
import io.runink.api.slice.SliceMessage.Prepared;
import io.runink.api.slice.SliceMessage.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Moves all rows through a slice. Nodes work one at a time, under one lock; only reading runs
 * beside them.
 *
 * <p>Inlets whose sources are strangers to each other are read one after the other, in the order of
 * their sources, so that rows arrive in the same order every time. Where one source reaches the
 * slice by several ways, waiting for one way to end would stop the other, so they are read side by
 * side. Rejections are always read beside the rows: a producer may have to write one before it can
 * write the other.
 */
final class SliceRun {

    private final Wiring wiring;
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();

    SliceRun(Wiring wiring) {
        this.wiring = wiring;
    }

    /** A thread's end: a failure, or none. */
    private record End(List<Throwable> failures) {}

    /** Brings all rows through; throws the first failure. */
    void run() throws IOException {
        List<List<Inlet>> lanes = lanes();
        for (List<Inlet> lane : lanes) {
            Thread.ofPlatform().name("runink-inlet").daemon().start(() -> ends.add(follow(lane)));
        }
        for (int i = 0; i < lanes.size(); i++) {
            try {
                for (Throwable failure : ends.take().failures()) {
                    throw rethrown(failure);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /** Stops waiting for rows: the agent called the run off. */
    void cancel() {
        ends.add(new End(List.of(new CancellationException())));
    }

    private static End follow(List<Inlet> lane) {
        try {
            for (Inlet inlet : lane) {
                inlet.run();
            }
            return new End(List.of());
        } catch (Throwable thrown) {
            // Whatever it is, the thread that waits has to know.
            return new End(List.of(thrown));
        }
    }

    private static IOException rethrown(Throwable failure) throws IOException {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case IOException e -> throw e;
            default -> throw new IOException(failure);
        }
    }

    /** Inlets that are read one after the other, each list by a thread of its own. */
    private List<List<Inlet>> lanes() {
        List<Inlet> rows = new ArrayList<>();
        List<List<Inlet>> lanes = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        boolean strangers = true;
        for (Inlet inlet : wiring.inlets()) {
            if (inlet.sources().isEmpty()) {
                lanes.add(List.of(inlet));
                continue;
            }
            rows.add(inlet);
            for (Integer source : inlet.sources()) {
                strangers &= seen.add(source);
            }
        }
        if (strangers) {
            rows.sort((a, b) -> Integer.compare(first(a), first(b)));
            lanes.add(rows);
        } else {
            rows.forEach(inlet -> lanes.add(List.of(inlet)));
        }
        return lanes;
    }

    private static int first(Inlet inlet) {
        return inlet.sources().stream().min(Integer::compare).orElse(0);
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
        return new Prepared(figures(), written, byRule);
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
