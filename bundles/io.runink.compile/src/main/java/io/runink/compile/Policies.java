package io.runink.compile;

import io.runink.api.contract.DataType;
import io.runink.api.contract.DataType.Kind;
import io.runink.api.dag.RunPolicy;
import io.runink.api.error.Location;
import io.runink.api.scenario.Scenario;
import io.runink.api.scenario.Tag;
import io.runink.cel.CelException;
import io.runink.cel.CelExpression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a scenario demands of its runs: {@code @timeout}, {@code @retry}, {@code @assert}. */
final class Policies {

    /** What assertions may refer to. */
    private static final Map<String, DataType> FIGURES =
            Map.of(
                    "records", DataType.of(Kind.INT64),
                    "written", DataType.of(Kind.INT64),
                    "quarantined", DataType.of(Kind.INT64),
                    "filtered", DataType.of(Kind.INT64),
                    "rows", DataType.map(DataType.of(Kind.INT64)));

    /** A percentage, not a remainder: nothing to divide by follows. */
    private static final Pattern PERCENT =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)[ \\t]*%(?=\\s*(?:$|&&|\\|\\||[)?:,]))");

    private static final int ASSERTIONS_MAX = 100;

    private static final Set<String> OF_RETRY = Set.of("", "times", "backoff");

    private final ValuePlaces places;
    private final Problems problems;

    private Policies(ValuePlaces places, Problems problems) {
        this.places = places;
        this.problems = problems;
    }

    /** The demands; of no use where that added a problem. */
    static RunPolicy of(Scenario scenario, ValuePlaces places, Problems problems) {
        Policies policies = new Policies(places, problems);
        long timeout = scenario.tags("timeout").findFirst().map(policies::timeout).orElse(0L);
        Optional<Tag> retry = scenario.tags("retry").findFirst();
        int times = retry.map(policies::times).orElse(0);
        long backoff = retry.map(policies::backoff).orElse(0L);
        return new RunPolicy(timeout, times, backoff, policies.assertions(scenario));
    }

    private void wrong(Location place, String message, String remedy) {
        problems.add(CompileError.POLICY, place, message, remedy);
    }

    private long timeout(Tag tag) {
        Optional<Long> millis =
                tag.argument("")
                        .filter(it -> tag.arguments().size() == 1)
                        .flatMap(it -> ArgumentValues.span(it.value()))
                        .map(Long::parseLong)
                        .filter(it -> it > 0);
        if (millis.isEmpty()) {
            wrong(tag.place(), "'@timeout' takes one duration above 0", "write @timeout(5m)");
        }
        return millis.orElse(0L);
    }

    private int times(Tag tag) {
        for (Tag.Argument argument : tag.arguments()) {
            if (!OF_RETRY.contains(argument.key())) {
                wrong(
                        argument.place(),
                        "'@retry' has no argument '" + argument.key() + "'",
                        "write @retry(times=3, backoff=2s)");
            }
        }
        Optional<Integer> times =
                tag.argument("times")
                        .or(() -> tag.argument(""))
                        .map(Tag.Argument::value)
                        .filter(Tag.Value.Numeral.class::isInstance)
                        .map(it -> ((Tag.Value.Numeral) it).digits())
                        .filter(it -> it.matches("[0-9]{1,2}"))
                        .map(Integer::parseInt)
                        .filter(it -> it >= 1 && it <= RunPolicy.RETRIES_MAX);
        if (times.isEmpty()) {
            wrong(
                    tag.place(),
                    "'@retry' takes how often, from 1 to " + RunPolicy.RETRIES_MAX,
                    "write @retry(times=3, backoff=2s)");
        }
        return times.orElse(0);
    }

    private long backoff(Tag tag) {
        Optional<Tag.Argument> given = tag.argument("backoff");
        Optional<Long> millis =
                given.flatMap(it -> ArgumentValues.span(it.value())).map(Long::parseLong);
        if (given.isPresent() && millis.isEmpty()) {
            wrong(
                    given.get().place(),
                    "'backoff' of '@retry' takes a duration",
                    "write @retry(times=3, backoff=2s)");
        }
        return millis.orElse(0L);
    }

    private List<RunPolicy.Assertion> assertions(Scenario scenario) {
        List<RunPolicy.Assertion> assertions = new ArrayList<>();
        for (Tag tag : scenario.tags("assert").toList()) {
            for (Tag.Argument argument : tag.arguments()) {
                if (!argument.key().isEmpty()
                        || !(argument.value() instanceof Tag.Value.Text text)) {
                    assertion(
                            argument.place(),
                            "'@assert' takes conditions in double quotes",
                            "write @assert(\"records >= 1000\")");
                } else {
                    assertion(Written.of(argument, text.text())).ifPresent(assertions::add);
                }
            }
            if (tag.arguments().isEmpty() || assertions.size() > ASSERTIONS_MAX) {
                assertion(
                        tag.place(),
                        tag.arguments().isEmpty()
                                ? "'@assert' states no condition"
                                : "more than " + ASSERTIONS_MAX + " assertions",
                        "write @assert(\"records >= 1000\")");
            }
        }
        return assertions;
    }

    private void assertion(Location place, String message, String remedy) {
        problems.add(CompileError.ASSERTION, place, message, remedy);
    }

    private Optional<RunPolicy.Assertion> assertion(Written written) {
        String text = written.text();
        StringBuilder cel = new StringBuilder();
        // By character of the lowered text: the character of the written one it comes of.
        List<Integer> origins = new ArrayList<>();
        Matcher percent = PERCENT.matcher(text);
        int at = 0;
        while (percent.find()) {
            copy(text, at, percent.start(), cel, origins);
            cel.append(share(percent.group(1)));
            fill(origins, cel.length(), percent.start());
            at = percent.end();
        }
        copy(text, at, text.length(), cel, origins);
        origins.add(text.length());
        try {
            CelExpression expression = CelExpression.compile(cel.toString(), FIGURES);
            if (expression.type().kind() == Kind.BOOLEAN) {
                return Optional.of(
                        new RunPolicy.Assertion(text, cel.toString(), written.place(places)));
            }
            assertion(
                    written.place(places),
                    "'"
                            + text
                            + "' gives a value of type '"
                            + expression.type()
                            + "', expected a condition",
                    "compare it with something, such as records >= 1000");
        } catch (CelException e) {
            int offset = origins.get(Math.min(e.offset(), origins.size() - 1));
            assertion(
                    written.place(places, offset),
                    "'" + text + "': " + e.getMessage(),
                    "write a condition over records, written, quarantined, filtered and"
                            + " rows[\"node\"]");
        }
        return Optional.empty();
    }

    /** So many percent of the records; of none at all, of one, so that nothing is below it. */
    private static String share(String percent) {
        String part = new BigDecimal(percent).movePointLeft(2).toPlainString();
        return "(decimal(" + part + ") * (records > 0 ? records : 1))";
    }

    private static void copy(
            String text, int from, int to, StringBuilder cel, List<Integer> origins) {
        cel.append(text, from, to);
        for (int i = from; i < to; i++) {
            origins.add(i);
        }
    }

    private static void fill(List<Integer> origins, int length, int origin) {
        while (origins.size() < length) {
            origins.add(origin);
        }
    }
}
