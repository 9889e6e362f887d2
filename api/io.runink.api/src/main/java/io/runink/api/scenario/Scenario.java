package io.runink.api.scenario;

import io.runink.api.error.Location;
import java.util.List;
import java.util.stream.Stream;

/**
 * A parsed scenario.
 *
 * @param feature the text after {@code Feature:}; may be empty
 * @param name the text after {@code Scenario:}
 * @param tags those before {@code Scenario:} and those inside, in source order, which is data-flow
 *     order
 * @param sentences the business text
 * @param place of {@code Scenario:}
 */
public record Scenario(
        String feature, String name, List<Tag> tags, List<Sentence> sentences, Location place) {

    public Scenario {
        tags = List.copyOf(tags);
        sentences = List.copyOf(sentences);
    }

    /** The tags of one name, in order. */
    public Stream<Tag> tags(String tagName) {
        return tags.stream().filter(tag -> tag.name().equals(tagName));
    }
}
