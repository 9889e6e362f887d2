/** A plan is placed on an agent. */
@NullMarked
package io.runink.schedule;

import org.jspecify.annotations.NullMarked;
