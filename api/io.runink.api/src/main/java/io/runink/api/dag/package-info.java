/** The compiled pipeline: nodes, typed edges, requirements. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.dag;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
