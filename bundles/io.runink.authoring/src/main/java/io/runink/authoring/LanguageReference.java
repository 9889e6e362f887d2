package io.runink.authoring;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Describes the language in Markdown, from the tables that its parser works by. */
final class LanguageReference {

    private LanguageReference() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        text.append("## Tags\n\n");
        for (TagShape shape : KnownTags.all()) {
            tag(shape, text);
        }
        blocks(text);
        text.append("## Sentences\n\nA sentence begins with ")
                .append(String.join(", ", ScenarioParser.KEYWORDS))
                .append(".\n\n## Bounds\n\n| of | at most |\n|---|---|\n");
        bound(text, "characters of a file", ScenarioParser.SIZE_MAX);
        bound(text, "lines of a file", ScenarioParser.LINES_MAX);
        bound(text, "tags of a file", ScenarioParser.TAGS_MAX);
        bound(text, "arguments of a tag, elements of a list", TagParser.ARGUMENTS_MAX);
        bound(text, "tags and lists inside each other", TagParser.DEPTH_MAX);
        bound(text, "characters of a text", ValueParser.TEXT_MAX);
        bound(text, "characters of a name", ArgumentCheck.NAME_MAX);
        return text.toString();
    }

    private static void bound(StringBuilder text, String of, int most) {
        text.append("| ")
                .append(of)
                .append(" | ")
                .append(String.format(Locale.ROOT, "%,d", most))
                .append(" |\n");
    }

    private static void tag(TagShape shape, StringBuilder text) {
        text.append("### `").append(shape.example()).append("`\n").append(shape.summary());
        if (shape.open()) {
            text.append(" It takes anything.");
        }
        if (!shape.inside().isEmpty()) {
            text.append(" Inside it may stand ")
                    .append(tags(List.copyOf(shape.inside())))
                    .append('.');
        }
        text.append("\n\n");
        if (shape.unnamed().isEmpty() && shape.keys().isEmpty()) {
            return;
        }
        text.append("| argument | holds | says |\n|---|---|---|\n");
        for (int at = 0; at < shape.unnamed().size(); at++) {
            String order = at == 0 ? "the first" : "the second";
            String needed = at < shape.least() ? "" : ", may be left out";
            row(text, order + " without a key" + needed, shape.unnamed().get(at), "");
        }
        for (Map.Entry<String, TagShape.Key> key : shape.keys().entrySet()) {
            row(text, "`" + key.getKey() + "`", key.getValue().kind(), key.getValue().summary());
        }
        if (shape.free() && !shape.open()) {
            row(text, "any other key", TagShape.Kind.ANY, "what the step says of it");
        }
        text.append('\n');
    }

    private static String tags(List<String> names) {
        return String.join(", ", names.stream().map(it -> "`@" + it + "`").toList());
    }

    private static void row(StringBuilder text, String what, TagShape.Kind kind, String says) {
        text.append("| ")
                .append(what)
                .append(" | ")
                .append(kind.words())
                .append(" | ")
                .append(says)
                .append(" |\n");
    }

    private static void blocks(StringBuilder text) {
        text.append("## Blocks\n\nA source may be a sentence: `Given source stream \"name\" from")
                .append(" \"uri\" (key: value, …)`. What stands below `Then:` may stand below")
                .append(" every other word that a sentence begins with.\n\n")
                .append("| below | a line | means |\n|---|---|---|\n");
        for (BlockParser.Form form : BlockParser.FORMS) {
            text.append("| `")
                    .append(form.header())
                    .append(":` | `")
                    .append(form.line())
                    .append("` | `")
                    .append(form.means())
                    .append("` |\n");
        }
        text.append('\n');
    }
}
