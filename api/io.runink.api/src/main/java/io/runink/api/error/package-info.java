/** Coded problems: what went wrong, where, and what to do about it. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.error;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
