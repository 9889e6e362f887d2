/** How an agent starts slices, and what walls a machine can give. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.spi.isolation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
