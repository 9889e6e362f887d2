/** What the kernel knows of an installed plug-in without loading a class of it. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
