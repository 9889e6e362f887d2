/** An assignment becomes running slices. */
@NullMarked
package io.runink.agent;

import org.jspecify.annotations.NullMarked;
