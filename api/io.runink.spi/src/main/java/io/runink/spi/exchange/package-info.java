/** How batches travel from slice to slice. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.spi.exchange;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
