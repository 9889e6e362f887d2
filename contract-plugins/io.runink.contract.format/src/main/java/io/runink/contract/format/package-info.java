/** Checks on forms of text that standards define. */
@NullMarked
package io.runink.contract.format;

import org.jspecify.annotations.NullMarked;
