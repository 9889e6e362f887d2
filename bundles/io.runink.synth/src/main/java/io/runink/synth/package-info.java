/** Contracts become data. */
@NullMarked
package io.runink.synth;

import org.jspecify.annotations.NullMarked;
