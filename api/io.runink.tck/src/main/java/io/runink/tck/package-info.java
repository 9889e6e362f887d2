/** The test kit for connectors and checks. */
@NullMarked
package io.runink.tck;

import org.jspecify.annotations.NullMarked;
