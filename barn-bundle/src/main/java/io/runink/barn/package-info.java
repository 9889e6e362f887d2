/** The Barn: decide, replay, image, on Raft. */
@NullMarked
package io.runink.barn;

import org.jspecify.annotations.NullMarked;
