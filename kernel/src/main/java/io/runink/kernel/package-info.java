/** The kernel: framework, plug-ins, configuration. */
@NullMarked
package io.runink.kernel;

import org.jspecify.annotations.NullMarked;
