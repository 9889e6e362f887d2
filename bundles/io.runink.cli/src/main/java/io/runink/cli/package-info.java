/** The commands that people type. */
@NullMarked
package io.runink.cli;

import org.jspecify.annotations.NullMarked;
