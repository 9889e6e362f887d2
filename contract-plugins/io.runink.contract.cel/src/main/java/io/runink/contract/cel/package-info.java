/** Checks on several columns of a row, written in CEL. */
@NullMarked
package io.runink.contract.cel;

import org.jspecify.annotations.NullMarked;
