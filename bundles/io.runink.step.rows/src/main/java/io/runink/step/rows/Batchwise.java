package io.runink.step.rows;

import io.runink.spi.step.RowStep;
import io.runink.spi.step.StepOutput;

/** A step that answers each batch at once and holds nothing from one to the next. */
@FunctionalInterface
interface Batchwise extends RowStep {

    @Override
    default void end(int input, StepOutput output) {}

    @Override
    default void close() {}
}
