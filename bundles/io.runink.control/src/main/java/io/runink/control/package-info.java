/** A request becomes a run: opened, planned, placed, awaited. */
@NullMarked
package io.runink.control;

import org.jspecify.annotations.NullMarked;
