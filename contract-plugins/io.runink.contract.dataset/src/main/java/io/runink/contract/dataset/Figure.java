package io.runink.contract.dataset;

import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/** A figure over values as they come. */
interface Figure extends AutoCloseable {

    /** Looks at another batch from here. */
    void bind(FieldVector values);

    /** Takes the value of a row, which has one. */
    void take(int row);

    /** The figure; empty if there is none without a value, and there was none. */
    Optional<Quotient> value();

    @Override
    default void close() {}
}
