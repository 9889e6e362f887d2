/** The door through which a command line or a socket reaches a running kernel. */
@Export
@Version("1.0.0")
@NullMarked
package io.runink.api.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
