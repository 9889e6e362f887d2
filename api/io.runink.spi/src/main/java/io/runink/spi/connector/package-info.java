/** What a connector implements: sources and sinks over granted streams. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.spi.connector;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
