/** Tenants, their quotas and policies. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.herd;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
