package io.runink.compile;

import io.runink.api.scenario.Tag;
import java.util.List;

/**
 * A source, step or sink as the scenario states it.
 *
 * @param kind what it is
 * @param name unique in the scenario
 * @param tag where it stands
 * @param upstream names of what flows into it
 */
record Vertex(Kind kind, String name, Tag tag, List<String> upstream) {

    enum Kind {
        SOURCE,
        STEP,
        SINK
    }

    Vertex {
        upstream = List.copyOf(upstream);
    }

    /** What the tag names: a URI, or a step. */
    String text() {
        return tag.text().orElse("");
    }
}
