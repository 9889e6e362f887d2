/** Checks of the type family. */
@NullMarked
package io.runink.contract.type;

import org.jspecify.annotations.NullMarked;
