/** Scratch space on disk for what outgrows memory. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.spi.spill;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
