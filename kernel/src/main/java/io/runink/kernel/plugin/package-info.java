/**
 * The kernel's part inside the framework: plug-ins, their configuration, and the doors through
 * which the process outside reaches services.
 */
@NullMarked
package io.runink.kernel.plugin;

import org.jspecify.annotations.NullMarked;
