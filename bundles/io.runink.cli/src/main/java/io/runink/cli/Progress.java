package io.runink.cli;

import io.runink.api.run.RunProgress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says on {@code err} how far long work is: in place on a terminal, else a line now and then.
 * Closing it clears the place.
 */
final class Progress implements AutoCloseable {

    /** Often enough to see movement, seldom enough to cost nothing. */
    private static final long TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** What a log can bear. */
    private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final LongSupplier nanos;
    private final long start;
    private long last;
    private boolean shown;

    Progress(Console console) {
        this(console, System::nanoTime);
    }

    Progress(Console console, LongSupplier nanos) {
        this.console = console;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.last = start;
    }

    /** A run is that far. */
    synchronized void run(RunProgress progress) {
        if (!due()) {
            return;
        }
        Figures figures = console.figures();
        String total = "";
        if (progress.bytesTotal() > 0) {
            // Compressed or growing sources may pass their announced size.
            long percent = Math.min(100, progress.bytesRead() * 100 / progress.bytesTotal());
            total = ", " + percent + " % of the input";
        }
        say(
                "read "
                        + figures.count(progress.read())
                        + ", written "
                        + figures.count(progress.written())
                        + ", quarantined "
                        + figures.count(progress.quarantined())
                        + total
                        + rate(progress.read()));
    }

    /** So many rows of so many are made. */
    synchronized void rows(long done, long total) {
        if (due()) {
            Figures figures = console.figures();
            say(figures.count(done) + " of " + figures.count(total, "row") + rate(done));
        }
    }

    private String rate(long rows) {
        long millis = TimeUnit.NANOSECONDS.toMillis(last - start);
        return millis == 0 ? "" : ", " + console.figures().count(rows * 1000 / millis) + " rows/s";
    }

    private boolean due() {
        long now = nanos.getAsLong();
        if (now - last < (console.terminal() ? TERMINAL_NANOS : LOG_NANOS)) {
            return false;
        }
        last = now;
        return true;
    }

    private void say(String text) {
        if (console.terminal()) {
            console.err().print(CLEAR + text);
            console.err().flush();
            shown = true;
        } else {
            console.err().println(text);
        }
    }

    @Override
    public synchronized void close() {
        if (shown) {
            console.err().print(CLEAR);
            console.err().flush();
            shown = false;
        }
    }
}
