package io.runink.authoring;

import java.util.List;
import java.util.Random;

/** Writes files that parse, in every layout that the language allows. */
final class RandomScenario {

    private static final List<String> TEXTS =
            List.of(
                    "\"csv://a\"",
                    "\"a, b)\"",
                    "\"a # b\"",
                    "\"\\\"\\\\\\u00e9\\n\"",
                    "\"\"",
                    "\"größer als 🦉\"",
                    "\"" + "long ".repeat(12) + "\"");

    private static final List<String> VALUES =
            List.of("1", "2.50", "-1e3", "true", "false", "5m", "250ms", "[]");

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    /** Comments written so far: none may get lost. */
    private int comments;

    private int names;

    RandomScenario(long seed) {
        this.random = new Random(seed);
    }

    int comments() {
        return comments;
    }

    private boolean often() {
        return random.nextInt(3) == 0;
    }

    private boolean seldom() {
        return random.nextInt(12) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String text() {
        if (seldom()) {
            text.append('\uFEFF');
        }
        between();
        if (often()) {
            many(2, this::outerTag);
            line("Feature:" + one(List.of("", " f", "   a feature ", " # no comment")));
            many(
                    3,
                    () ->
                            line(
                                    one(
                                            List.of(
                                                    "said about it",
                                                    "- a bullet",
                                                    "Given: nothing",
                                                    "(x)"))));
        }
        for (int scenarios = 1 + random.nextInt(3); scenarios > 0; scenarios--) {
            newLine();
            newLine();
            many(3, this::outerTag);
            line("Scenario:" + one(List.of(" ", "", "\t")) + "s " + names++);
            many(8, this::inside);
        }
        if (seldom()) {
            text.setLength(text.toString().stripTrailing().length());
        }
        return text.toString();
    }

    private void many(int most, Runnable what) {
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            what.run();
        }
    }

    private String blanks() {
        return one(List.of("", "", " ", "  ", "\t", "     "));
    }

    private void comment() {
        text.append('#').append(one(List.of("", " ", "@step(\"x\" \t")));
        text.append("[comment ").append(comments++).append("]").append(blanks());
    }

    private void newLine() {
        text.append(blanks()).append(one(List.of("\n", "\n", "\r\n", "\r")));
    }

    /** Blank lines and comments between lines. */
    private void between() {
        while (often()) {
            if (often()) {
                text.append(blanks());
                comment();
            }
            newLine();
        }
    }

    private void line(String line) {
        between();
        text.append(blanks()).append(line);
        newLine();
    }

    private void outerTag() {
        if (seldom()) {
            block("Metadata", List.of("layer", "herd", "contract", "rank", "dlq"));
        } else {
            tagLine(one(List.of("module", "herd", "contract", "meta", "feature", "timeout")));
        }
    }

    private void inside() {
        switch (random.nextInt(8)) {
            case 0, 1 ->
                    line(
                            one(ScenarioParser.KEYWORDS)
                                    + one(List.of(" ", "\t ", "  "))
                                    + one(List.of("a row # comes", "it (x: y) is", "ünder 🦉")));
            case 2 -> items();
            case 3 -> block("GoldenTest", List.of("folder", "validation"));
            case 4 ->
                    line(
                            one(List.of("Given", "And"))
                                    + one(List.of(" source stream ", "  source "))
                                    + "\"n "
                                    + names++
                                    + "\" from "
                                    + one(TEXTS)
                                    + one(List.of("", "(contract: C)", "  # trailing")));
            default ->
                    tagLine(
                            one(
                                    List.of(
                                            "source", "step", "sink", "dlq", "assert", "retry",
                                            "emits")));
        }
    }

    private void items() {
        line(one(List.of("Given", "Then", "Do", "Assertions", "Notifications")) + header());
        String last = text.toString().stripTrailing().replaceAll("(?s).*[\r\n]", "");
        boolean bare = last.contains("A") || last.contains("N");
        line(item(bare));
        many(4, () -> line(item(bare)));
    }

    private String header() {
        return one(List.of(":", " :", ":  # trailing"));
    }

    private String item(boolean bare) {
        String words = one(List.of("records > 1", "it is (so) # or not", "\"quoted\" in part"));
        if (bare) {
            return "-" + blanks() + words;
        }
        return switch (random.nextInt(6)) {
            case 0 ->
                    "-"
                            + blanks()
                            + "Step"
                            + names++
                            + " (by: [\"a\", 2], x: \"y\", z: 1 # no, w: 5m )";
            case 1 -> "- " + words + " (sink: json://a , when: \"b\")   # trailing";
            case 2 -> "(dlq: json://a)";
            case 3 -> "-  Name" + names++ + blanks() + "(sink: json://b)";
            case 4 -> "- Some" + names++;
            default -> "- " + words;
        };
    }

    private void block(String name, List<String> keys) {
        line(name + header());
        int from = random.nextInt(keys.size());
        for (String key : keys.subList(from, Math.min(keys.size(), from + 1 + random.nextInt(3)))) {
            String value =
                    switch (key) {
                        case "validation" -> "strict";
                        case "rank" -> one(VALUES) + " ";
                        case "layer" -> one(List.of("plain words, all", "\"q\"  # trailing", "5m"));
                        default -> one(List.of("\"q\"", "plain"));
                    };
            line(key + blanks() + ":" + blanks() + value);
        }
    }

    private void tagLine(String name) {
        between();
        text.append(blanks());
        tag(name, 0);
        while (seldom()) {
            text.append(blanks());
            tag("meta", 0);
        }
        if (often()) {
            text.append(blanks());
            comment();
        }
        newLine();
    }

    /** Blanks, line ends and comments where arguments may have them. */
    private void space() {
        if (seldom()) {
            comment();
            text.append('\n');
        } else if (often()) {
            text.append(one(List.of(" ", "  ", "\n", "\n  ", "\r\n\t", "\n\n")));
        }
    }

    private void tag(String name, int depth) {
        text.append('@').append(name);
        switch (name) {
            case "retry" -> text.append("(3)");
            case "timeout" -> text.append("(5m)");
            case "meta", "module", "feature" -> {
                if (often()) {
                    arguments(depth, "");
                }
            }
            case "herd", "contract", "dlq", "assert", "emits" -> text.append("(\"x\")");
            case "step" -> arguments(depth, "\"Step" + names++ + "\"");
            case "sink" -> arguments(depth, "\"csv://b\"");
            default -> {
                text.append('(');
                space();
                text.append(one(TEXTS));
                space();
                text.append(')');
            }
        }
    }

    private void arguments(int depth, String first) {
        text.append('(');
        space();
        text.append(first);
        if (first.contains("csv") && often()) {
            space();
            text.append(" when ").append(one(TEXTS));
            space();
            text.append(" with ").append(one(TEXTS));
        }
        boolean bare = first.isEmpty();
        boolean any = first.isEmpty() || first.contains("Step");
        for (int i = random.nextInt(any ? 7 : 1); i > 0; i--) {
            space();
            text.append(bare ? "" : ",");
            bare = false;
            space();
            argument(depth);
        }
        space();
        text.append(')');
    }

    private void argument(int depth) {
        if (depth < 3 && seldom()) {
            tag("meta", depth + 1);
            return;
        }
        text.append(one(List.of("k", "a_b", "a.b", "x-"))).append(names++);
        if (seldom()) {
            return;
        }
        text.append(one(List.of("=", " = ", "= ")));
        if (seldom()) {
            text.append('[');
            space();
            text.append(one(TEXTS));
            space();
            text.append(',');
            space();
            text.append(one(VALUES));
            text.append(']');
        } else {
            text.append(often() ? one(VALUES) : one(TEXTS));
        }
    }
}
