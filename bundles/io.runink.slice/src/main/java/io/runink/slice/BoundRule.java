package io.runink.slice;

import io.runink.api.contract.Rule;
import io.runink.spi.contract.Check;

/** A rule with the check that executes it. */
record BoundRule(Rule rule, Check check) {}
