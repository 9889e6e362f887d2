package io.runink.spi.isolation;

import io.runink.api.herd.IsolationLevel;
import java.util.List;
import java.util.Optional;

/**
 * What a machine gives.
 *
 * @param levels those it gives, strongest first; {@code NONE} is always last
 * @param missing why it does not give the others, and what would change that
 * @param facts for {@code runi doctor}: a name and what was found, in order
 */
public record Capabilities(List<Level> levels, List<Missing> missing, List<Fact> facts) {

    /** A level the machine gives, and what makes it so. */
    public record Level(IsolationLevel level, String evidence) {}

    /** A level the machine does not give. */
    public record Missing(IsolationLevel level, String reason, String remedy) {}

    /** A finding. */
    public record Fact(String name, boolean good, String finding, String remedy) {}

    /**
     * A part of the walls, tried alone.
     *
     * @param name which
     * @param works whether it stands
     * @param level the weakest level that needs it
     * @param tried how it was found out
     * @param found what was seen
     * @param remedy what would make it stand, empty where it does
     */
    public record Mechanism(
            String name,
            boolean works,
            IsolationLevel level,
            String tried,
            String found,
            String remedy) {}

    public Capabilities {
        levels = List.copyOf(levels);
        missing = List.copyOf(missing);
        facts = List.copyOf(facts);
    }

    /** Whether the machine gives a level. */
    public boolean gives(IsolationLevel level) {
        return levels.stream().anyMatch(it -> it.level() == level);
    }

    /** Why it does not. */
    public Optional<Missing> lacks(IsolationLevel level) {
        return missing.stream().filter(it -> it.level() == level).findFirst();
    }
}
