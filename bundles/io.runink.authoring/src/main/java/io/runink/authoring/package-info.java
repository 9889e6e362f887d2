/** Scenario, contract and herd files become models. */
@NullMarked
package io.runink.authoring;

import org.jspecify.annotations.NullMarked;
