package io.runink.spi.contract;

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

    @Override
    default void close() {}
}
