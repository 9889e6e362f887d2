/** Input data made from contracts, with the rows that must fail and why. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.synth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
