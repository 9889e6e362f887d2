package io.runink.authoring;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises the block form of scenarios, which is refused, and knows the tags that say it. */
final class BlockForm {

    private static final Pattern STREAM =
            Pattern.compile("Given source stream \"([^\"]*)\" from \"([^\"]*)\".*");
    private static final Pattern ITEM = Pattern.compile("-[ \\t]+(.*)");
    private static final Pattern SINK = Pattern.compile("\\(sink:[ \\t]*([^)]*)\\)?.*");
    private static final Pattern HEADER =
            Pattern.compile(
                    "(Metadata|Assertions|Golden ?Test|Notifications|Given|When|Then|And|But|Do)"
                            + "[ \\t]*:.*");

    private BlockForm() {}

    /** The tag that says the same, if the line is of the block form. */
    static Optional<String> sameAs(String line) {
        Matcher stream = STREAM.matcher(line);
        if (stream.matches()) {
            return Optional.of(
                    "@source(\"" + stream.group(2) + "\", name=\"" + stream.group(1) + "\")");
        }
        Matcher item = ITEM.matcher(line);
        if (item.matches()) {
            return Optional.of("@step(\"" + item.group(1).strip() + "\")");
        }
        Matcher sink = SINK.matcher(line);
        if (sink.matches()) {
            return Optional.of("@sink(\"" + sink.group(1).strip() + "\")");
        }
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (header.group(1)) {
                    case "Metadata" -> "@module(key=\"value\") above 'Scenario:'";
                    case "Assertions" -> "@assert(\"condition\") for each";
                    case "GoldenTest", "Golden Test" -> "@golden(\"folder\")";
                    case "Notifications" -> "@emits(\"event\") for each";
                    case "Given" -> "@source(\"scheme://path\") for each item";
                    default ->
                            "@step(\"Name\") for each item and @sink(\"scheme://path\") for"
                                    + " '(sink: …)'";
                });
    }

    /** Whether the line stands below a header of the block form. */
    static boolean item(String line) {
        return line.startsWith("-") || line.startsWith("(");
    }
}
