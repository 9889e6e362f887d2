/** The messages between an agent and the slices it started. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.slice;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
