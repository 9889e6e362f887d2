/** The test kit for connectors, checks and steps: suites that a plug-in author's own test calls. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.tck;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
