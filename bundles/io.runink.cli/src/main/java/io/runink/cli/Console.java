package io.runink.cli;

import io.runink.api.command.Invocation;
import io.runink.api.error.Problem;
import io.runink.json.Json;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * Where one command speaks: the answer goes to {@code out}, everything else to {@code err}.
 *
 * @param out for the answer
 * @param err for the rest
 * @param json whether the answer is one JSON document
 * @param terminal whether {@code err} is a terminal, which alone gets colour
 * @param figures numbers for people
 */
record Console(PrintWriter out, PrintWriter err, boolean json, boolean terminal, Figures figures) {

    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";

    /** The console of an invocation. */
    static Console of(Invocation invocation, boolean json) {
        return new Console(
                writer(invocation.out()),
                writer(invocation.err()),
                json,
                invocation.terminal(),
                new Figures(invocation.out().charset()));
    }

    /** The same, for steps whose words are not the answer: they go to {@code err} under JSON. */
    Console aside() {
        return json ? new Console(err, err, false, terminal, figures) : this;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** Gives the answer, in the form that was asked for. */
    void answer(Map<String, ?> document, Runnable people) {
        if (json) {
            out.println(Json.pretty(document));
        } else {
            people.run();
        }
    }

    /** A line of the answer for people. */
    void line(String text) {
        out.println(text);
    }

    /** Says what is right but deserves attention. */
    void warn(List<Problem> warnings) {
        for (Problem warning : warnings) {
            err.println(coloured("warning ", YELLOW) + warning.text());
        }
    }

    /** Says what is wrong: to people on {@code err}, to programs as the one document. */
    void refuse(List<Problem> problems) {
        if (json) {
            out.println(Json.pretty(Map.of("problems", Documents.problems(problems))));
        } else {
            explain(problems);
        }
    }

    /** Says what is wrong to people, whatever form the answer has. */
    void explain(List<Problem> problems) {
        for (Problem problem : problems) {
            String text = problem.text();
            String rest = text.substring(problem.code().length());
            err.println(coloured(problem.code(), RED) + rest);
        }
    }

    private String coloured(String text, String colour) {
        return colourful() ? colour + text + PLAIN : text;
    }

    /** Whether to colour: the NO_COLOR convention forbids it when set to anything but nothing. */
    boolean colourful() {
        String forbidden = System.getenv("NO_COLOR");
        return terminal && (forbidden == null || forbidden.isEmpty());
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
