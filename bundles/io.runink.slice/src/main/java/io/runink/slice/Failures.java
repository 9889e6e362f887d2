package io.runink.slice;

import io.runink.api.error.Problem;
import io.runink.api.error.RuninkException;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.OutOfMemoryException;

/** Turns what was thrown into what people are told: no row, no trace. */
final class Failures {

    private Failures() {}

    /** A plug-in that threw what it must not. */
    static RuninkException plugin(String what, Throwable thrown) {
        return new RuninkException(
                SliceError.PLUGIN_FAILED.problem(
                        what + " threw '" + thrown.getClass().getName() + "', expected it to work",
                        "update the plug-in, or tell its author"),
                thrown);
    }

    /** An edge that broke. */
    static RuninkException edge(String from, String to, IOException thrown) {
        return new RuninkException(
                SliceError.EDGE_BROKEN.problem(
                        "the edge from '"
                                + from
                                + "' to '"
                                + to
                                + "' broke, expected the slice at its other end to finish",
                        "see why the other slice ended"),
                thrown);
    }

    /** A command that broke off. */
    static RuninkException command(String node, String what, IOException thrown) {
        return new RuninkException(
                SliceError.COMMAND_ENDED.problem(
                        "the command of step '"
                                + node
                                + "' "
                                + what
                                + ", expected it to read all rows and to end its answer",
                        "see what the program says of it"),
                thrown);
    }

    /** An input that failed. */
    static RuninkException input(String uri, IOException thrown) {
        return new RuninkException(
                SliceError.INPUT_UNREADABLE.problem(
                        "reading '" + uri + "' failed with '" + reason(thrown) + "'",
                        "make the input readable, then run again"),
                thrown);
    }

    /** An output that failed. */
    static RuninkException output(String uri, IOException thrown) {
        return new RuninkException(
                SliceError.OUTPUT_UNWRITABLE.problem(
                        "writing '" + uri + "' failed with '" + reason(thrown) + "'",
                        "make room where the output goes, then run again"),
                thrown);
    }

    /** The operating system's words; they never hold data. */
    static String reason(IOException thrown) {
        return thrown instanceof EOFException || thrown.getMessage() == null
                ? thrown.getClass().getSimpleName()
                : thrown.getMessage();
    }

    /** What people are told of anything that stopped the slice. */
    static List<Problem> problems(Throwable thrown) {
        return switch (thrown) {
            case RuninkException coded -> coded.problems();
            case OutOfMemoryError heap -> List.of(memory("heap", heap));
            case OutOfMemoryException buffers -> List.of(memory("batch buffers", buffers));
            default ->
                    List.of(
                            SliceError.DEFECTIVE.problem(
                                    "the slice met '"
                                            + thrown.getClass().getName()
                                            + "', expected it to work",
                                    "report it with the slice's log"));
        };
    }

    private static Problem memory(String which, Throwable thrown) {
        return SliceError.MEMORY_SHORT.problem(
                "the slice ran out of "
                        + which
                        + " ("
                        + thrown.getClass().getSimpleName()
                        + "), expected the run to fit its memory",
                "make rows smaller, or gather fewer of them");
    }

    /**
     * Writes where it was thrown to the slice's log: classes and frames, no messages, since those
     * may repeat a value.
     */
    static void log(String what, Throwable thrown) {
        StringBuilder text = new StringBuilder(what).append(System.lineSeparator());
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < CAUSES_MAX; depth++) {
            text.append(depth == 0 ? "" : "caused by ").append(at.getClass().getName());
            StackTraceElement[] frames = at.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
                text.append(System.lineSeparator()).append("    at ").append(frames[i]);
            }
            text.append(System.lineSeparator());
            at = at.getCause();
        }
        System.err.print(text);
    }

    private static final int CAUSES_MAX = 5;
    private static final int FRAMES_MAX = 40;
}
