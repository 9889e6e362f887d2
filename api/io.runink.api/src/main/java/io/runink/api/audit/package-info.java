/** What is wrong between a scenario, its contracts and data. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
