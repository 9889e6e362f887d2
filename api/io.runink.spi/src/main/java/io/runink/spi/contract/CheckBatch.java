package io.runink.spi.contract;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;

/** The rows a check looks at. Vectors are the platform's: read them, keep none. */
public interface CheckBatch {

    /** How many rows there are, at least one. */
    int rows();

    /** A column as it came: UTF-8 text, null where it was absent. */
    VarCharVector text(String column);

    /**
     * A column in its type, null where it was absent or not of its type. Not there for rules of
     * kind {@code type}, which run first.
     */
    FieldVector values(String column);

    /**
     * Whether a {@code RECORD} rule rejected the row. Always false while those still run; a {@code
     * KEYED_SET} rule sees the verdict, so that a rejected row takes no key from a good one.
     */
    boolean rejected(int row);
}
