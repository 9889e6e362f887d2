/** What a contract check implements: vectors in, violations out. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.spi.contract;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
