package io.runink.compile;

import io.runink.api.scenario.Tag;
import java.util.List;

/**
 * A source, step or sink as the scenario states it.
 *
 * @param kind what it is
 * @param name unique in the scenario
 * @param tag where it stands
 * @param inflows what flows into it, in the order stated
 */
record Vertex(Kind kind, String name, Tag tag, List<Inflow> inflows) {

    enum Kind {
        SOURCE,
        STEP,
        SINK
    }

    /**
     * Rows that flow into a vertex.
     *
     * @param from the vertex they come from
     * @param conditions all of which must be true of a row
     */
    record Inflow(String from, List<Condition> conditions) {
        Inflow {
            conditions = List.copyOf(conditions);
        }
    }

    Vertex {
        inflows = List.copyOf(inflows);
    }

    /** Names of what flows into it. */
    List<String> upstream() {
        return inflows.stream().map(Inflow::from).toList();
    }

    /** What the tag names: a URI, or a step. */
    String text() {
        return tag.text().orElse("");
    }
}
