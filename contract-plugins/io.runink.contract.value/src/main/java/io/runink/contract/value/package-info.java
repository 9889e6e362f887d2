/** Checks of the value family. */
@NullMarked
package io.runink.contract.value;

import org.jspecify.annotations.NullMarked;
