/** Commands of the OSGi console. */
@NullMarked
package io.runink.shell;

import org.jspecify.annotations.NullMarked;
