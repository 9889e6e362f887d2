@NullMarked
package io.runink.fuzz;

import org.jspecify.annotations.NullMarked;
