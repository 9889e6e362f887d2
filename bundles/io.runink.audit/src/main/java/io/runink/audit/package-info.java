/** Scenario, contract and data are held against each other. */
@NullMarked
package io.runink.audit;

import org.jspecify.annotations.NullMarked;
