@NullMarked
package io.runink.step.gather;

import org.jspecify.annotations.NullMarked;
