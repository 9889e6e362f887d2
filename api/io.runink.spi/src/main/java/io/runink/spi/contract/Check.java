package io.runink.spi.contract;

import java.util.Optional;

/** One rule at work: looks at a batch at a time, in arrival order. */
public interface Check extends AutoCloseable {

    /** What a value must be, for people: {@code above 0}, {@code one of NEW, AMEND}. */
    String expected();

    /**
     * Looks at every row of a batch and reports those that break the rule, in ascending order, each
     * at most once. A value that is absent breaks no rule but a required one; a value that is not
     * of its type is null in {@link CheckBatch#values} and breaks no rule but the type's.
     */
    void evaluate(CheckBatch batch, Violations violations);

    /**
     * Says, once all rows were seen, whether a rule over a whole dataset holds.
     *
     * @return empty if it does; else what was found instead, in a few words
     */
    default Optional<String> conclude() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
