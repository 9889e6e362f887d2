/** The process inside the walls: claim, read, step, check, write. */
@NullMarked
package io.runink.slice;

import org.jspecify.annotations.NullMarked;
