/** A DAG cut into slices for a herd, and slices placed on an agent. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.plan;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
