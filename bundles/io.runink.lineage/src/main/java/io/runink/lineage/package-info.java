/** Runs become OpenLineage events. */
@NullMarked
package io.runink.lineage;

import org.jspecify.annotations.NullMarked;
