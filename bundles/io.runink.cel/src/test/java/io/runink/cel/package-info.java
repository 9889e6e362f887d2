@NullMarked
package io.runink.cel;

import org.jspecify.annotations.NullMarked;
