@NullMarked
package io.runink.step.rows;

import org.jspecify.annotations.NullMarked;
