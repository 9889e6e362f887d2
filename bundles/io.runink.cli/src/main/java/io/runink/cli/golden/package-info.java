/** Golden tests: committed inputs and what a scenario is expected to make of them. */
@NullMarked
package io.runink.cli.golden;

import org.jspecify.annotations.NullMarked;
