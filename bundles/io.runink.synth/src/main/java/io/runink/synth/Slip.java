package io.runink.synth;

import org.jspecify.annotations.Nullable;

/**
 * What a column has in a row instead of its valid value.
 *
 * @param column which
 * @param text the value; null for none
 * @param named whether a missing value is written as null rather than left out
 */
record Slip(Column column, @Nullable String text, boolean named) {}
