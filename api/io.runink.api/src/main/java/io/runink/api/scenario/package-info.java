/** A parsed scenario file, with the place of everything in it. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.scenario;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
