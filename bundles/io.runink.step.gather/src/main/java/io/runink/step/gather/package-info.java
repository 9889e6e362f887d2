/** Steps that must see many rows before they can answer: sort, join, aggregate, and their like. */
@NullMarked
package io.runink.step.gather;

import org.jspecify.annotations.NullMarked;
