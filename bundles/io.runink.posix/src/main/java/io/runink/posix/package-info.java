/** The few system calls that Java has no class for; Linux with glibc only. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.posix;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
