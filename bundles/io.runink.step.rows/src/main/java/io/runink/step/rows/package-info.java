/** Steps that look at one row at a time. */
@NullMarked
package io.runink.step.rows;

import org.jspecify.annotations.NullMarked;
