/** The model of a data contract, however it was spelled. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.contract;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
