package io.runink.compile;

import io.runink.api.scenario.Tag;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code with "role=…"} of a sink. */
final class Roles {

    private static final Pattern FORM =
            Pattern.compile("\\s*role\\s*=\\s*([A-Za-z][A-Za-z0-9_.-]{0,62})\\s*");

    private Roles() {}

    /** The role that a sink is for; empty if it states none, or none that is one. */
    static Optional<String> of(Vertex sink, Problems problems) {
        Optional<Tag.Argument> with = sink.tag().argument("with");
        if (with.isEmpty()) {
            return Optional.empty();
        }
        String text = sink.tag().text("with").orElse("");
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            problems.add(
                    CompileError.ROLE,
                    with.get().place(),
                    "'" + text + "' names no role",
                    "write with \"role=NAME\"");
            return Optional.empty();
        }
        return Optional.of(matcher.group(1));
    }
}
