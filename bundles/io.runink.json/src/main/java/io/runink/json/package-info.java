/** The one JSON form of Runink's records: canonical, so that equal values are equal bytes. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
