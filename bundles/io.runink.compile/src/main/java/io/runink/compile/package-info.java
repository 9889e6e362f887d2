/** Scenario and contracts become a DAG. */
@NullMarked
package io.runink.compile;

import org.jspecify.annotations.NullMarked;
