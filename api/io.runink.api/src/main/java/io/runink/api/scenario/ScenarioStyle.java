package io.runink.api.scenario;

import io.runink.api.error.Outcome;
import io.runink.api.error.Problem;
import java.util.List;
import java.util.function.Predicate;

/** What people want of scenario text beyond its meaning. Pure but for what it is given to ask. */
public interface ScenarioStyle {

    /**
     * What stands around a file.
     *
     * @param folder whether a path, as a scenario writes it, is a folder
     * @param bound whether a sentence means a step
     */
    record Surroundings(Predicate<String> folder, Predicate<Sentence> bound) {}

    /**
     * The text in the one layout that all files should have: the same words, comments and blank
     * lines, and the same meaning. The layout of a layout is itself.
     *
     * @param file the name that places repeat
     */
    Outcome<String> format(String file, String text);

    /**
     * What is right and yet not as one would have it, from top to bottom; at most 1,000. A finding
     * whose exit is {@code DONE} is only for information.
     */
    Outcome<List<Problem>> lint(String file, String text, Surroundings surroundings);

    /** The text without the findings of layout; its meaning and the rest of its layout stay. */
    Outcome<String> fix(String file, String text);

    /** The tags, blocks and sentences of the language, in Markdown, from its own tables. */
    String reference();
}
