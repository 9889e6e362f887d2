/** Batches travel between slices. */
@NullMarked
package io.runink.exchange;

import org.jspecify.annotations.NullMarked;
