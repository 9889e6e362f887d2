/** What a step plug-in implements. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.spi.step;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
