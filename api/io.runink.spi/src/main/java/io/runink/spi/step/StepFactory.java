package io.runink.spi.step;

/** Makes the steps of one name. Found by its {@link StepPlugin}; has a public constructor. */
public interface StepFactory {

    /** The name of the step, as its {@link StepPlugin} says. */
    String name();

    /**
     * A step for the rows of one run in one slice. Used by one thread.
     *
     * @throws IllegalArgumentException if a parameter makes no sense; the message says which and
     *     why
     */
    RowStep create(StepContext context);
}
