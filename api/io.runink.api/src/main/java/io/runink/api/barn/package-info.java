/** The store of all control-plane state: commands, records, image, watch. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.barn;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
