/** Checks of the key family. */
@NullMarked
package io.runink.contract.key;

import org.jspecify.annotations.NullMarked;
