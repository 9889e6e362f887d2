/** Checks on a dataset as a whole. */
@NullMarked
package io.runink.contract.dataset;

import org.jspecify.annotations.NullMarked;
