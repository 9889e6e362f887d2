/** Metrics and structured logs. */
@NullMarked
package io.runink.observe;

import org.jspecify.annotations.NullMarked;
