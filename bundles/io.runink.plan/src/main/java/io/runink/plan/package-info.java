/** A DAG is cut into slices. */
@NullMarked
package io.runink.plan;

import org.jspecify.annotations.NullMarked;
